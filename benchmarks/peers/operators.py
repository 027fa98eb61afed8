"""One small operator, many times."""
import torch


class SmallOperator:
    def __init__(self, request):
        torch.set_num_threads(request["threads"])
        self.calls = request["calls"]
        self.kind = request["operator"]
        self.a, self.b = torch.ones(4, 4), torch.ones(4, 4)

    def facts(self):
        return {"threads": torch.get_num_threads()}

    def run(self):
        a, b = self.a, self.b
        if self.kind == "add":
            for _ in range(self.calls):
                a + b
        elif self.kind == "matmul":
            for _ in range(self.calls):
                a @ b
        else:
            for _ in range(self.calls):
                a.view(16)
