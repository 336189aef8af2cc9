using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Chancery.Features.Stories;

/// <summary>Texts from a folder of Markdown with front matter between lines of <c>---</c>, as Hugo, Jekyll and their kin keep them.</summary>
internal static partial class ImportFolder
{
    private const int FileLimit = 4_000_000;

    /// <summary>Its Markdown files, the same order everywhere.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
            .Where(f => Path.GetExtension(f) is ".md" or ".markdown").Order(StringComparer.Ordinal)];

    public static async IAsyncEnumerable<ImportItem> ReadAsync(string folder, IReadOnlyList<string> files, string? language, [EnumeratorCancellation] CancellationToken stop)
    {
        var read = 0L;
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            ImportText? text = null;
            string? problem;
            try
            {
                var size = new FileInfo(file).Length;
                read += size;
                if (size > FileLimit) problem = "it is longer than 4 MB";
                else (text, problem) = Parse(name, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await File.ReadAllBytesAsync(file, stop)), language);
            }
            catch (DecoderFallbackException)
            {
                problem = "it is not UTF-8";
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                problem = failure.Message;
            }
            yield return new(name, text, problem, read);
        }
    }

    internal static (ImportText? Text, string? Problem) Parse(string name, string content, string? otherwise)
    {
        content = content.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (content.StartsWith("+++\n", StringComparison.Ordinal)) return (null, "its front matter is TOML (+++); only that between lines of --- is read");
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (content.StartsWith("---\n", StringComparison.Ordinal))
        {
            var end = EndOfFront().Match(content, 4);
            if (!end.Success) return (null, "its front matter does not end");
            fields = Fields(content[4..end.Index]);
            content = content[(end.Index + end.Length)..];
        }
        var named = Name().Match(name);
        var told = ImportDraft.Known(named.Groups["language"].Value) is null ? null : named.Groups["language"].Value;
        var path = named.Groups["path"].Value + (told is null && named.Groups["language"].Success ? "." + named.Groups["language"].Value : "");
        var (folderOf, last) = path.LastIndexOf('/') is >= 0 and var slash ? (path[..(slash + 1)], path[(slash + 1)..]) : ("", path);
        var dated = Dated().Match(last);
        var story = last is "index" or "_index" && folderOf.Length > 0 ? folderOf.TrimEnd('/') : path;
        var draft = new ImportDraft
        {
            Id = fields.GetValueOrDefault("id") ?? name,
            Language = First("language", "lang", "locale") ?? told ?? otherwise,
            Title = fields.GetValueOrDefault("title"), Summary = First("summary", "description", "excerpt"), Body = content,
            Published = First("published", "date") ?? (dated.Success ? dated.Groups["day"].Value : null),
            Slug = fields.GetValueOrDefault("slug") ?? story[(story.LastIndexOf('/') + 1)..], Kind = fields.GetValueOrDefault("kind"),
            IsHidden = fields.GetValueOrDefault("draft") is "true" or "yes" || fields.GetValueOrDefault("published") is "false",
        };
        draft.Story = First("story", "translationKey") ?? fields.GetValueOrDefault("slug") ?? story;
        if (dated.Success && !fields.ContainsKey("slug")) draft.Slug = dated.Groups["rest"].Value;
        if (draft.Published is "true" or "false") draft.Published = fields.GetValueOrDefault("date");
        if (string.IsNullOrWhiteSpace(draft.Language)) return (null, "its language is not said: \"language:\" in the front matter, a name such as x.ko.md, or --language");
        if (string.IsNullOrWhiteSpace(draft.Title) && FirstHeading().Match(content) is { Success: true } heading)
            (draft.Title, draft.Body) = (heading.Groups[1].Value, content[(heading.Index + heading.Length)..]);
        return draft.Checked();

        string? First(params string[] names) => names.Select(n => fields.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
    }

    /// <summary>
    /// The part of YAML that front matter is written in: <c>name: value</c>, quoted or not, comments, and texts of several
    /// lines after <c>|</c> or <c>&gt;</c>. Lists and maps are passed over.
    /// </summary>
    internal static Dictionary<string, string> Fields(string front)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var lines = front.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var field = Field().Match(lines[i]);
            if (!field.Success) continue;
            var (name, value) = (field.Groups[1].Value, field.Groups[2].Value.Trim());
            if (value is ['|' or '>', ..])
            {
                var text = new List<string>();
                while (i + 1 < lines.Length && (lines[i + 1].Length == 0 || char.IsWhiteSpace(lines[i + 1][0]))) text.Add(lines[++i].Trim());
                fields[name] = string.Join(value[0] == '>' ? ' ' : '\n', text).Trim();
            }
            else fields[name] = Scalar(value);
        }
        return fields;
    }

    private static string Scalar(string value)
    {
        if (value is ['\'', ..] && value.LastIndexOf('\'') is > 0 and var single) return value[1..single].Replace("''", "'", StringComparison.Ordinal);
        if (value is ['"', ..] && value.LastIndexOf('"') is > 0 and var twice) return Unescaped(value[1..twice]);
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? value : value[..comment]).Trim();
    }

    private static string Unescaped(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value;
        var output = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length) output.Append(value[i]);
            else if (value[++i] == 'u' && i + 4 < value.Length && ushort.TryParse(value.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)) (_, i) = (output.Append((char)code), i + 4);
            else output.Append(value[i] switch { 'n' => '\n', 't' => '\t', var other => other });
        }
        return output.ToString();
    }

    [GeneratedRegex(@"^([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Field();

    [GeneratedRegex(@"^(?:---|\.\.\.)[ \t]*(?:\n|\z)", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex EndOfFront();

    [GeneratedRegex(@"^(?<path>.+?)(?:\.(?<language>[a-zA-Z]{2}(?:[-_][a-zA-Z]{2,4})?))?\.(?:md|markdown)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<day>\d{4}-\d{2}-\d{2})-(?<rest>.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Dated();

    [GeneratedRegex(@"\A\s*# +(.+?) *#* *(?:\n|\z)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstHeading();
}
