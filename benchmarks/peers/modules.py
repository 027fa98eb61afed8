"""Tower, resampler and decoder as a good user of PyTorch writes them, under the product's names of weights."""
import math

import torch
import torch.nn.functional as F
from torch import nn


class Container(nn.Module):
    """Only a level of names."""

    def __init__(self, **children):
        super().__init__()
        for name, child in children.items():
            setattr(self, name, child)


class LayerNorm(nn.LayerNorm):
    """Autocast on a CPU leaves norms alone, and they want weights of their input's type."""

    def forward(self, x):
        return F.layer_norm(x, self.normalized_shape, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)


# The tower, as Hugging Face's CLIPVisionModel computes it.

class ClipAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.head = heads, width // heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x):
        batch, tokens, width = x.shape

        def split(t):
            return t.view(batch, tokens, self.heads, self.head).transpose(1, 2).reshape(batch * self.heads, tokens, self.head)

        q, k, v = split(self.q_proj(x) * self.head ** -0.5), split(self.k_proj(x)), split(self.v_proj(x))
        weights = torch.softmax(torch.bmm(q, k.transpose(1, 2)), dim=-1)
        out = torch.bmm(weights, v).view(batch, self.heads, tokens, self.head).transpose(1, 2).reshape(batch, tokens, width)
        return self.out_proj(out)


class ClipMlp(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        x = self.fc1(x)
        return self.fc2(x * torch.sigmoid(1.702 * x))


class ClipLayer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.layer_norm1, self.self_attn = LayerNorm(width), ClipAttention(width, heads)
        self.layer_norm2, self.mlp = LayerNorm(width), ClipMlp(width)

    def forward(self, x):
        x = x + self.self_attn(self.layer_norm1(x))
        return x + self.mlp(self.layer_norm2(x))


class ClipEmbeddings(nn.Module):
    def __init__(self, width, patch, grid):
        super().__init__()
        self.class_embedding = nn.Parameter(torch.zeros(width))
        self.patch_embedding = nn.Conv2d(3, width, patch, stride=patch, bias=False)
        self.position_embedding = nn.Embedding(grid * grid + 1, width)

    def forward(self, pixels):
        patches = self.patch_embedding(pixels).flatten(2).transpose(1, 2)
        first = self.class_embedding.to(patches.dtype).expand(patches.shape[0], 1, -1)
        return torch.cat([first, patches], 1) + self.position_embedding.weight.to(patches.dtype)


class Tower(nn.Module):
    def __init__(self, width, heads, patch, side, taps):
        super().__init__()
        self.taps, self.grid, self.width = taps, side // patch, width
        self.vision_model = Container(
            embeddings=ClipEmbeddings(width, patch, self.grid),
            pre_layrnorm=LayerNorm(width),
            encoder=Container(layers=nn.ModuleList([ClipLayer(width, heads) for _ in range(taps[-1] + 1)])))

    def forward(self, pixels):
        x = self.vision_model.pre_layrnorm(self.vision_model.embeddings(pixels))
        levels = []
        for i, layer in enumerate(self.vision_model.encoder.layers):
            x = layer(x)
            if i in self.taps:
                levels.append(x[:, 1:].reshape(-1, self.grid, self.grid, self.width))
        return levels


# The multi-scale resampler of arXiv 2407.15819; one scale and the last level only is the plain one.

class WindowAttention(nn.Module):
    def __init__(self, width, context, heads):
        super().__init__()
        self.heads, self.head = heads, width // heads
        self.query_norm, self.context_norm = LayerNorm(width), LayerNorm(context)
        self.to_query = nn.Linear(width, width, bias=False)
        self.to_key_value = nn.Linear(context, 2 * width, bias=False)
        self.out = nn.Linear(width, width)

    def forward(self, query, context):
        batch, grid = context.shape[0], context.shape[1]
        _, windows, queries, width = query.shape
        side = math.isqrt(windows)
        window = grid // side
        kv = self.to_key_value(self.context_norm(context))
        kv = kv.view(batch, side, window, side, window, 2, self.heads, self.head).permute(5, 0, 1, 3, 6, 2, 4, 7)
        k, v = kv.reshape(2, batch * windows * self.heads, window * window, self.head).unbind(0)
        q = self.to_query(self.query_norm(query)).view(query.shape[0], windows, queries, self.heads, self.head).permute(0, 1, 3, 2, 4)
        q = q.expand(batch, -1, -1, -1, -1).reshape(batch * windows * self.heads, queries, self.head)
        weights = torch.softmax(torch.bmm(q, k.transpose(1, 2)) * self.head ** -0.5, dim=-1)
        out = torch.bmm(weights, v).view(batch, windows, self.heads, queries, self.head).permute(0, 1, 3, 2, 4)
        return self.out(out.reshape(batch, windows, queries, width))


class ResamplerLevel(nn.Module):
    def __init__(self, width, context, heads):
        super().__init__()
        self.attention = WindowAttention(width, context, heads)
        self.mlp_norm = LayerNorm(width)
        self.mlp = Container(up=nn.Linear(width, 4 * width), down=nn.Linear(4 * width, width))

    def forward(self, query, context):
        query = query + self.attention(query, context)
        return query + self.mlp.down(F.gelu(self.mlp.up(self.mlp_norm(query))))


class ResamplerScale(nn.Module):
    def __init__(self, side, queries, levels, width, context, heads):
        super().__init__()
        self.queries = nn.Parameter(torch.zeros(side, side, queries, width))
        self.levels = nn.ModuleList([ResamplerLevel(width, context, heads) for _ in range(levels)])

    def forward(self, features):
        state = self.queries.flatten(0, 1).unsqueeze(0)
        for level, context in zip(self.levels, features):
            state = level(state, context)
        return state.flatten(1, 2)


class Resampler(nn.Module):
    def __init__(self, scales, levels, width, context, heads, output):
        super().__init__()
        self.levels = levels
        self.scales = nn.ModuleList([ResamplerScale(side, queries, levels, width, context, heads) for side, queries in scales])
        self.norm, self.project = LayerNorm(width), nn.Linear(width, output)

    def forward(self, features):
        features = features[-self.levels:]
        return self.project(self.norm(torch.cat([scale(features) for scale in self.scales], 1)))


# The decoder, as Hugging Face's LlamaForCausalLM with PEFT's LoRA computes it.

class LoraLinear(nn.Linear):
    def __init__(self, inputs, outputs, rank, alpha):
        super().__init__(inputs, outputs, bias=False)
        self.lora_A, self.lora_B = nn.Linear(inputs, rank, bias=False), nn.Linear(rank, outputs, bias=False)
        self.scale = alpha / rank

    def forward(self, x):
        return F.linear(x, self.weight) + self.lora_B(self.lora_A(x)) * self.scale


class RmsNorm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight, self.epsilon = nn.Parameter(torch.ones(width)), epsilon

    def forward(self, x):
        wide = x.float()
        wide = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.epsilon)
        return self.weight * wide.to(x.dtype)


class LlamaMlp(nn.Module):
    def __init__(self, width, inner, rank, alpha):
        super().__init__()
        self.gate_proj, self.up_proj = LoraLinear(width, inner, rank, alpha), LoraLinear(width, inner, rank, alpha)
        self.down_proj = LoraLinear(inner, width, rank, alpha)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class LlamaAttention(nn.Module):
    def __init__(self, width, heads, rank, alpha):
        super().__init__()
        self.heads, self.head = heads, width // heads
        self.q_proj, self.k_proj, self.v_proj, self.o_proj = (LoraLinear(width, width, rank, alpha) for _ in range(4))

    def forward(self, x, attend):
        return self.o_proj(attend(self.q_proj(x), self.k_proj(x), self.v_proj(x), self.heads, self.head))


class LlamaLayer(nn.Module):
    def __init__(self, width, inner, heads, rank, alpha, epsilon):
        super().__init__()
        self.input_layernorm, self.self_attn = RmsNorm(width, epsilon), LlamaAttention(width, heads, rank, alpha)
        self.post_attention_layernorm, self.mlp = RmsNorm(width, epsilon), LlamaMlp(width, inner, rank, alpha)

    def forward(self, x, attend):
        x = x + self.self_attn(self.input_layernorm(x), attend)
        return x + self.mlp(self.post_attention_layernorm(x))


class Decoder(nn.Module):
    def __init__(self, vocabulary, width, inner, layers, heads, rank, alpha, epsilon):
        super().__init__()
        self.model = Container(
            embed_tokens=nn.Embedding(vocabulary, width),
            layers=nn.ModuleList([LlamaLayer(width, inner, heads, rank, alpha, epsilon) for _ in range(layers)]),
            norm=RmsNorm(width, epsilon))
        self.lm_head = nn.Linear(width, vocabulary, bias=False)

    def hidden(self, x, attend):
        for layer in self.model.layers:
            x = layer(x, attend)
        return self.model.norm(x)


class VisionLanguage(nn.Module):
    """All three, from the sizes of a request."""

    def __init__(self, request):
        super().__init__()
        tower, resampler, decoder = request["tower"], request["resampler"], request["decoder"]
        self.tower = Tower(tower["width"], tower["heads"], tower["patch"], tower["side"], tower["taps"])
        self.projector = Resampler(resampler["scales"], resampler["levels"], resampler["width"], tower["width"], resampler["heads"], decoder["width"])
        self.decoder = Decoder(
            request["vocabulary"], decoder["width"], decoder["inner"], decoder["layers"], decoder["heads"],
            decoder["rank"], decoder["alpha"], decoder["epsilon"])


def rotary(head, length, base=10000.0):
    frequencies = 1.0 / base ** (torch.arange(0, head, 2).float() / head)
    angles = torch.outer(torch.arange(length).float(), frequencies)
    angles = torch.cat([angles, angles], -1)
    return angles.cos(), angles.sin()


def rotate_half(x):
    first, second = x.chunk(2, -1)
    return torch.cat([-second, first], -1)
