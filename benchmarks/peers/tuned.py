"""A step by someone who cares: rows of all samples end to end, padding inside attention only, logits only where text is predicted."""
import torch
import torch.nn.functional as F

from modules import rotary, rotate_half
from steps import Step


class TunedStep(Step):
    def batch(self, ids, variant):
        visual = sum(side * side * queries for side, queries in self.request["resampler"]["scales"])
        lengths = [visual + len(sample) for sample in ids]
        longest, texts, images = max(lengths), 0, sum(len(sample) for sample in ids)
        sources, positions, block, places, rows, targets, start = [], [], [], [], [], [], 0
        for i, sample in enumerate(ids):
            text = list(range(texts, texts + len(sample)))
            sources += text[:1] + list(range(images + i * visual, images + (i + 1) * visual)) + text[1:]
            positions += range(lengths[i])
            block += [start + min(j, lengths[i] - 1) for j in range(longest)]
            places += [i * longest + j for j in range(lengths[i])]
            rows += [start + visual + j for j in range(len(sample) - 1)]
            targets += sample[1:]
            texts, start = texts + len(sample), start + lengths[i]
        as_tensor = torch.tensor
        return {
            "ids": as_tensor([token for sample in ids for token in sample]), "sources": as_tensor(sources), "positions": as_tensor(positions),
            "block": as_tensor(block), "places": as_tensor(places), "rows": as_tensor(rows), "targets": as_tensor(targets),
            "longest": longest, "samples": len(ids)}

    def hidden(self, visual, batch):
        model, longest, samples = self.model.decoder, batch["longest"], batch["samples"]
        words = model.model.embed_tokens(batch["ids"]).to(visual.dtype)
        x = torch.cat([words, visual.flatten(0, 1)]).index_select(0, batch["sources"])
        mask = torch.full((longest, longest), float("-inf"), dtype=x.dtype).triu(1)
        head = self.request["decoder"]["width"] // self.request["decoder"]["heads"]
        cosines, sines = (table.to(x.dtype)[batch["positions"]].unsqueeze(1) for table in rotary(head, longest))

        def attend(q, k, v, heads, head):
            q, k, v = (t.view(-1, heads, head) for t in (q, k, v))
            q, k = q * cosines + rotate_half(q) * sines, k * cosines + rotate_half(k) * sines
            q, k, v = (
                t.index_select(0, batch["block"]).view(samples, longest, heads, head).transpose(1, 2).reshape(samples * heads, longest, head)
                for t in (q, k, v))
            weights = torch.softmax(torch.baddbmm(mask, q, k.transpose(1, 2), alpha=head ** -0.5), dim=-1)
            out = torch.bmm(weights, v).view(samples, heads, longest, head).transpose(1, 2).reshape(samples * longest, heads * head)
            return out.index_select(0, batch["places"])

        return model.hidden(x, attend)

    def text_loss(self, hidden, batch):
        logits = self.model.decoder.lm_head(hidden.index_select(0, batch["rows"]))
        return F.cross_entropy(logits.float(), batch["targets"])
