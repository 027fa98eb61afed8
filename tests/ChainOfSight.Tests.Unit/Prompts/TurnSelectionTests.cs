using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Tests.Unit.Prompts;

/// <summary>Turns are chosen by (seed, position) alone, as often as their task's weight says.</summary>
public sealed class TurnSelectionTests
{
    private static readonly SampleRecord Record = new()
    {
        Id = "a",
        Caption = "caption",
        Turns =
        [
            .. Enumerable.Range(0, 8).Select(i => new SampleTurn(SampleTask.Question, $"q{i}", "x")),
            new SampleTurn(SampleTask.Box, "b", "x"),
        ],
    };

    [Fact]
    public void Without_bounds_all_turns_are_asked_caption_first()
    {
        var turns = new TurnSelection(new PromptOptions { CaptionPrompt = "Say." }, 1).Select(Record, 5);
        Assert.Equal(10, turns.Count);
        Assert.Equal((SampleTask.Caption, "Say.", "caption"), (turns[0].Task, turns[0].Prompt, turns[0].Answer));
    }

    [Fact]
    public void Same_position_asks_the_same_and_others_ask_others()
    {
        var options = new PromptOptions { TurnsPerSample = 2 };
        string Asked(long seed, long position) => string.Join(',', new TurnSelection(options, seed).Select(Record, position).Select(turn => turn.Prompt));
        Assert.Equal(Asked(1, 7), Asked(1, 7));
        Assert.True(Enumerable.Range(0, 100).Select(position => Asked(1, position)).Distinct().Count() > 20);
        Assert.NotEqual(Enumerable.Range(0, 20).Select(position => Asked(1, position)), Enumerable.Range(0, 20).Select(position => Asked(2, position)));
    }

    [Fact]
    public void Chosen_turns_are_distinct_and_in_the_order_of_the_record()
    {
        var selection = new TurnSelection(new PromptOptions { TurnsPerSample = 4 }, 3);
        for (var position = 0; position < 200; position++)
        {
            var prompts = selection.Select(Record, position).Select(turn => turn.Prompt).ToList();
            Assert.Equal(4, prompts.Distinct().Count());
            Assert.Equal(prompts.OrderBy(prompt => Array.IndexOf(["", .. Record.Turns.Select(turn => turn.Prompt)], prompt)), prompts);
        }
    }

    [Fact]
    public void Weight_of_a_task_is_shared_by_its_turns()
    {
        var tasks = new Dictionary<SampleTask, double> { [SampleTask.Question] = 1, [SampleTask.Box] = 3, [SampleTask.Caption] = 0 };
        var selection = new TurnSelection(new PromptOptions { TurnsPerSample = 1, Tasks = tasks }, 1);
        var asked = Enumerable.Range(0, 4000).Select(position => selection.Select(Record, position).Single()).ToList();

        // Three quarters of 4,000 with a standard deviation of 27.
        Assert.InRange(asked.Count(turn => turn.Task == SampleTask.Box), 3000 - 110, 3000 + 110);
        Assert.All(asked.Where(turn => turn.Task == SampleTask.Question).CountBy(turn => turn.Prompt), prompt => Assert.InRange(prompt.Value, 125 - 60, 125 + 60));
        Assert.DoesNotContain(asked, turn => turn.Task == SampleTask.Caption);
    }

    [Fact]
    public void Sample_without_the_tasks_gives_no_turn()
    {
        var tasks = new Dictionary<SampleTask, double> { [SampleTask.Text] = 1 };
        Assert.Empty(new TurnSelection(new PromptOptions { Tasks = tasks }, 1).Select(Record, 0));
    }
}
