using Chancery.Platform.Files;

namespace Chancery.Samples;

/// <summary>A story's text: front matter with title and summary, then Markdown in which <c>picture:KEY</c> names a picture.</summary>
internal sealed record SampleStoryText(string Title, string Summary, string Body)
{
    public static SampleStoryText Read(string path, IReadOnlyDictionary<string, EvidenceFile> pictures)
    {
        var parts = File.ReadAllText(path).ReplaceLineEndings("\n").Split("---\n", 3);
        var head = parts[1].Split('\n')
            .Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);
        var body = parts[2].Trim();
        foreach (var (key, file) in pictures) body = body.Replace($"(picture:{key})", $"(evidence:{file.Id})", StringComparison.Ordinal);
        return new SampleStoryText(head["title"], head["summary"], body);
    }
}
