"""A step the Hugging Face way: embeddings right-padded to the batch's longest, a mask over everything, logits at every position."""
import torch
import torch.nn.functional as F

from modules import rotary, rotate_half
from steps import Step


class PaddedStep(Step):
    def batch(self, ids, variant):
        visual = sum(side * side * queries for side, queries in self.request["resampler"]["scales"])
        longest = visual + max(len(sample) for sample in ids)
        labels = torch.full((len(ids), longest), -100)
        keep = torch.zeros(len(ids), longest, dtype=torch.bool)
        for row, sample in enumerate(ids):
            labels[row, visual + 1:visual + len(sample)] = torch.tensor(sample[1:])
            keep[row, :visual + len(sample)] = True
        return {"ids": [torch.tensor(sample) for sample in ids], "labels": labels, "keep": keep, "longest": longest}

    def hidden(self, visual, batch):
        model, longest = self.model.decoder, batch["longest"]
        rows = []
        for image, ids in zip(visual, batch["ids"]):
            words = model.model.embed_tokens(ids).to(image.dtype)
            row = torch.cat([words[:1], image, words[1:]])
            rows.append(F.pad(row, (0, 0, 0, longest - row.shape[0])))
        x = torch.stack(rows)
        causal = torch.full((longest, longest), torch.finfo(x.dtype).min, dtype=x.dtype).triu(1)
        padding = (~batch["keep"])[:, None, None, :].to(x.dtype) * torch.finfo(x.dtype).min
        mask = torch.clamp(causal[None, None] + padding, min=torch.finfo(x.dtype).min)
        head = self.request["decoder"]["width"] // self.request["decoder"]["heads"]
        cosines, sines = (table.to(x.dtype)[None, None] for table in rotary(head, longest))

        def attend(q, k, v, heads, head):
            size = q.shape[0]
            q, k, v = (t.view(size, longest, heads, head).transpose(1, 2) for t in (q, k, v))
            q, k = q * cosines + rotate_half(q) * sines, k * cosines + rotate_half(k) * sines
            scores = torch.matmul(q, k.transpose(2, 3)) / head ** 0.5 + mask
            weights = torch.softmax(scores, dim=-1, dtype=torch.float32).to(q.dtype)
            return torch.matmul(weights, v).transpose(1, 2).reshape(size, longest, heads * head)

        return model.hidden(x, attend)

    def text_loss(self, hidden, batch):
        logits = self.model.decoder.lm_head(hidden).float()
        return F.cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1]), batch["labels"][:, 1:].reshape(-1), ignore_index=-100)
