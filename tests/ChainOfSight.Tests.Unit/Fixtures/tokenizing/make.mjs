// Makes generated.json: ids of generated texts by npm's gpt-3-encoder@1.1.4 and llama-tokenizer-js@1.2.2.
// Run in this folder with both packages unpacked: node make.mjs GPT_FOLDER LLAMA_FOLDER
import { createRequire } from 'node:module'
import { writeFileSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
const gpt = createRequire(import.meta.url)(resolve(process.argv[2], 'Encoder.js'))
const llama = (await import('data:text/javascript;base64,' + readFileSync(resolve(process.argv[3], 'llama-tokenizer.js')).toString('base64'))).default
let state = 11
const random = n => { state = (state * 1103515245 + 12345) & 0x7fffffff; return (state >> 8) % n }
const parts = [' ', ' ', ' ', '  ', '\n', '\t', '\r\n', '.', ',', "'s", "'ll", "'Re", '!?', '-', '(', ')', '</s>', '<|endoftext|>', '"', '_', '#', '2', '47', '1999',
  'the', 'The', 'cat', 'kangaroo', 'emoji', 'unbelievably', 'xylophone', 'ing', 'A', 'red', 'is', 'there', 'zebra', 'straße', 'naïve', 'ÿ', 'Ω', 'привет', 'мир',
  '東京', 'の', 'ñ', 'é', 'e\u0301', '½', '²', 'Ⅷ', '٣', '😀', '𝒳', '\u00a0', '\u2003', '…', '€', '▁', 'κόσμε', 'हिन्दी', '한국어', 'void main() {', '};', 'https://x.org/?q=1']
const texts = []
for (let i = 0; i < 80; i++) {
  let text = ''
  for (let n = 1 + random(12); n > 0; n--) text += parts[random(parts.length)] + (random(2) ? ' ' : '')
  texts.push({ text, gpt2: gpt.encode(text), llama: llama.encode(text) })
}
texts.push({ text: 'ab'.repeat(90) + ' ' + 'z'.repeat(70), gpt2: gpt.encode('ab'.repeat(90) + ' ' + 'z'.repeat(70)), llama: llama.encode('ab'.repeat(90) + ' ' + 'z'.repeat(70)) })
writeFileSync('generated.json', JSON.stringify({ texts }, null, 0) + '\n')
