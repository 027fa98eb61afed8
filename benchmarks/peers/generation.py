"""Greedy generation with a key-value cache that grows, as Hugging Face's generate does it."""
import torch

import inputs
from modules import Decoder, rotary, rotate_half


class Generation:
    def __init__(self, request):
        torch.set_num_threads(request["threads"])
        self.request = request
        sizes = request["decoder"]
        self.decoder = Decoder(
            request["vocabulary"], sizes["width"], sizes["inner"], sizes["layers"], sizes["heads"], sizes["rank"], sizes["alpha"], sizes["epsilon"])
        inputs.load_weights(self.decoder, request["weights"])
        if request["precision"] == "bf16":
            self.decoder.bfloat16()
        # Merged adapters cost nothing: a user generates with plain linear maps.
        for module in self.decoder.modules():
            if hasattr(module, "lora_A"):
                module.forward = torch.nn.Linear.forward.__get__(module)
        self.prompts = torch.tensor(inputs.token_ids([request["prompt"]] * request["batch"], 0, request["vocabulary"]))
        head = sizes["width"] // sizes["heads"]
        self.cosines, self.sines = (table.to(self.decoder.lm_head.weight.dtype) for table in rotary(head, request["prompt"] + request["tokens"]))
        self.last = None

    def facts(self):
        self.run()
        return {"tokens": self.last, "threads": torch.get_num_threads()}

    @torch.inference_mode()
    def run(self):
        cache, ids, start, produced = [None] * len(self.decoder.model.layers), self.prompts, 0, []
        for _ in range(self.request["tokens"]):
            count = ids.shape[1]
            cosines, sines = (t[start:start + count][None, None] for t in (self.cosines, self.sines))
            mask = torch.full((count, start + count), float("-inf"), dtype=cosines.dtype).triu(start + 1)
            layer = [0]

            def attend(q, k, v, heads, head):
                i = layer[0]
                layer[0] += 1
                q, k, v = (t.view(-1, count, heads, head).transpose(1, 2) for t in (q, k, v))
                q, k = q * cosines + rotate_half(q) * sines, k * cosines + rotate_half(k) * sines
                if cache[i] is not None:
                    k, v = torch.cat([cache[i][0], k], 2), torch.cat([cache[i][1], v], 2)
                cache[i] = (k, v)
                scores = torch.matmul(q, k.transpose(2, 3)) / head ** 0.5 + mask
                weights = torch.softmax(scores, dim=-1, dtype=torch.float32).to(q.dtype)
                return torch.matmul(weights, v).transpose(1, 2).reshape(-1, count, heads * head)

            hidden = self.decoder.hidden(self.decoder.model.embed_tokens(ids), attend)
            ids = self.decoder.lm_head(hidden[:, -1:]).argmax(-1)
            start += count
            produced.append(ids)
        self.last = torch.cat(produced, 1).tolist()
