"""Answers a line of JSON for each line of JSON: {"work": name, ...} prepares, {"run": n} times n runs, {"parts": n} profiles, {"peak": 1} tells memory."""
import json
import sys
import time


def load(request):
    name = request["work"]
    if name == "padded":
        import padded
        return padded.PaddedStep(request)
    if name == "tuned":
        import tuned
        return tuned.TunedStep(request)
    if name == "generation":
        import generation
        return generation.Generation(request)
    if name == "operator":
        import operators
        return operators.SmallOperator(request)
    if name in ("resize", "decode"):
        import images
        return images.Resize(request) if name == "resize" else images.Decode(request)
    raise ValueError(f"unknown work {name}")


def peak_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def main():
    # A library that prints must not be taken for an answer.
    answers, sys.stdout = sys.stdout, sys.stderr
    work = None
    for line in sys.stdin:
        request = json.loads(line)
        if "work" in request:
            work = load(request)
            answer = work.facts()
        elif "run" in request:
            seconds = []
            for _ in range(request["run"]):
                start = time.perf_counter()
                work.run()
                seconds.append(time.perf_counter() - start)
            answer = {"seconds": seconds}
        elif "parts" in request:
            answer = {"parts": work.parts(request["parts"])}
        elif "peak" in request:
            answer = {"peak": peak_bytes()}
        else:
            break
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


main()
