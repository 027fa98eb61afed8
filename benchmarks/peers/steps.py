"""What the two ways of a training step share: weights, optimizer, inputs."""
import time

import torch

import inputs
from modules import VisionLanguage


class Step:
    def __init__(self, request):
        torch.set_num_threads(request["threads"])
        self.request = request
        self.autocast = request["precision"] == "bf16"
        self.model = VisionLanguage(request)
        inputs.load_weights(self.model, request["weights"])
        self.trained = []
        for name, parameter in self.model.named_parameters():
            trains = name.startswith("projector.") or ".lora_" in name or (request["trainTower"] and name.startswith("tower."))
            parameter.requires_grad_(trains)
            if trains:
                self.trained.append(parameter)
            elif self.autocast:
                parameter.data = parameter.data.bfloat16()
        self.optimizer = torch.optim.AdamW(self.trained, lr=request["learningRate"], weight_decay=0.0, foreach=True)
        self.pixels = inputs.pixels(len(request["lengths"][0]), request["tower"]["side"])
        self.batches = [
            self.batch(inputs.token_ids(lengths, variant, request["vocabulary"]), variant)
            for variant, lengths in enumerate(request["lengths"])]
        self.steps = 0

    def facts(self):
        with torch.no_grad():
            return {"loss": self.loss(self.features(), self.batches[0]).item(), "threads": torch.get_num_threads(), "version": torch.__version__}

    def context(self):
        return torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.autocast)

    def features(self):
        with torch.set_grad_enabled(torch.is_grad_enabled() and self.request["trainTower"]), self.context():
            return self.model.tower(self.pixels)

    def loss(self, features, batch):
        with self.context():
            return self.text_loss(self.hidden(self.model.projector(features), batch), batch)

    def run(self):
        batch = self.batches[self.steps % len(self.batches)]
        self.steps += 1
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.features(), batch).backward()
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()

    def parts(self, count):
        """Mean seconds of each part; nothing on a CPU runs ahead, so a clock between the parts tells them apart."""
        spent = {}
        for _ in range(count):
            batch = self.batches[self.steps % len(self.batches)]
            self.steps += 1
            marks = [("", time.perf_counter())]

            def mark(name):
                marks.append((name, time.perf_counter()))

            self.optimizer.zero_grad(set_to_none=True)
            features = self.features()
            mark("tower forward")
            with self.context():
                visual = self.model.projector(features)
                mark("resampler forward")
                hidden = self.hidden(visual, batch)
                mark("decoder forward")
                loss = self.text_loss(hidden, batch)
                mark("loss forward")
            loss.backward()
            mark("backward")
            torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
            self.optimizer.step()
            mark("optimizer")
            for (_, before), (name, after) in zip(marks, marks[1:]):
                spent[name] = spent.get(name, 0.0) + (after - before) / count
        return spent
