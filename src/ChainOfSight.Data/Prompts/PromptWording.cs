namespace ChainOfSight.Data.Prompts;

/// <summary>The fixed words of a template around image, questions and answers.</summary>
/// <param name="BeforeImage">Text before the visual tokens.</param>
/// <param name="BetweenTurns">Text after an answer's end and before the next question.</param>
internal abstract record PromptWording(string BeforeImage, string BetweenTurns)
{
    public static PromptWording Of(PromptOptions options) => options.Template switch
    {
        PromptTemplate.Plain => new Plain(),
        PromptTemplate.Vicuna => new Vicuna(options.System.Length == 0 ? "" : options.System + " "),
        _ => throw new PromptException($"There is no template {options.Template}. Legal are 'plain' and 'vicuna'."),
    };

    /// <summary>What stands before an answer.</summary>
    public abstract string Question(string prompt, bool isFirst, bool hasImage);

    /// <summary>The answer with what joins it to its question.</summary>
    public abstract string Answer(string prompt, string answer);

    private sealed record Plain() : PromptWording("", "\n")
    {
        public override string Question(string prompt, bool isFirst, bool hasImage) => prompt.Length == 0 ? "" : $"Q: {prompt} A:";

        public override string Answer(string prompt, string answer) => prompt.Length == 0 ? answer : " " + answer;
    }

    private sealed record Vicuna(string System) : PromptWording(System + "USER: ", "")
    {
        public override string Question(string prompt, bool isFirst, bool hasImage)
        {
            var asked = prompt.Length == 0 ? "" : prompt + " ";
            var before = !isFirst ? " USER: " : hasImage ? "\n" : System + "USER: ";
            return $"{before}{asked}ASSISTANT:";
        }

        public override string Answer(string prompt, string answer) => " " + answer;
    }
}
