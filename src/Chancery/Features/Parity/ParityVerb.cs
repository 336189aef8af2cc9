using System.Buffers;
using System.CommandLine;
using System.Text;
using Chancery.Platform.Cli;
using Chancery.Text.Parity;

namespace Chancery.Features.Parity;

/// <summary>
/// <c>chancery parity</c>: the check on files, folders or JSON Lines. It takes nothing from the application, so it needs no
/// data folder and starts at once. Exit codes: 0 no error found, 1 an error found or an input refused, 2 used wrongly.
/// </summary>
internal static class ParityVerb
{
    public static readonly Verb Verb = new("parity", "Whether two editions of a text say the same", command =>
    {
        Argument<string?> folder = new("folder")
        {
            Description = "A folder: each x.ko.md is compared with its x.en.md", Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> source = new("--source") { Description = "The source text" };
        Option<string?> target = new("--target") { Description = "Its translation" };
        Option<string?> sourceLanguage = new("--source-language") { Description = "Language of the source (else from the file's name, else from its script)" };
        Option<string?> targetLanguage = new("--target-language") { Description = "Language of the translation" };
        Option<string> format = new("--format") { Description = "text, for people, or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        Option<string> language = new("--language") { Description = "Language of the text for people: en or ko", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "ko");
        Option<bool> jsonl = new("--jsonl")
        {
            Description = """Reads lines of {"id", "source": {"language", "text"}, "target": {…}} and writes a line of findings for each""",
        };
        command.Add(folder);
        foreach (var option in (Option[])[source, target, sourceLanguage, targetLanguage, format, language, jsonl]) command.Add(option);
        command.Validators.Add(parsed =>
        {
            var files = (parsed.GetValue(source) is not null ? 1 : 0) + (parsed.GetValue(target) is not null ? 1 : 0);
            var ways = (parsed.GetValue(folder) is not null ? 1 : 0) + (files > 0 ? 1 : 0) + (parsed.GetValue(jsonl) ? 1 : 0);
            if (ways != 1 || files == 1) parsed.AddError("Give --source and --target, or a folder, or --jsonl.");
        });
        return async (parsed, _, stop) =>
        {
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            if (parsed.GetValue(jsonl)) return await LinesAsync(Console.OpenStandardInput(), output, stop);
            var asked = new Asked(parsed.GetValue(sourceLanguage), parsed.GetValue(targetLanguage), parsed.GetValue(format) == "json", parsed.GetValue(language)!);
            if (parsed.GetValue(folder) is { } path) return await FolderAsync(path, asked, output, stop);
            return await PairAsync(parsed.GetValue(source)!, parsed.GetValue(target)!, null, asked, output, stop);
        };
    });

    private sealed record Asked(string? SourceLanguage, string? TargetLanguage, bool Json, string Language)
    {
        public ParityWords Words { get; } = Language == "en" ? ParityWords.English : new DeskWords(FindingWording.In(Language));
    }

    /// <summary>The desk's own words on the command line.</summary>
    private sealed class DeskWords(FindingWording said) : ParityWords
    {
        public override string Heading(Finding finding) => $"{said.Severity(finding)} · {said.Kind(finding)}";

        public override string Explanation(Finding finding) => said.Why(finding);

        public override string? Reading(FindingSpan span) => said.Reading(span);

        public override IReadOnlyList<string> Remarks(ParityReport report) =>
            [.. report.UnknownLanguages.Select(language => said["parity.print.unknown-language", ("language", language)])];

        public override string Sum(int findings, int errors) => findings == 0 ? said["parity.print.agree"]
            : $"{said["parity.print.sum", ("n", findings)]}, {said["parity.print.errors", ("n", errors)]}";
    }

    private static async Task<int> PairAsync(string source, string target, string? name, Asked asked, StreamWriter output, CancellationToken stop)
    {
        ParityReport report;
        try
        {
            report = ParityCheck.Compare(
                await ParityFiles.ReadAsync(source, asked.SourceLanguage, stop), await ParityFiles.ReadAsync(target, asked.TargetLanguage, stop));
        }
        catch (UnreadableFile unreadable)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return 1;
        }
        if (asked.Json) await output.WriteLineAsync(ParityJson.Write(report, name, indented: name is null));
        else await output.WriteAsync((name is null ? "" : $"{name}\n") + ParityPrint.Write(report, Marks(), asked.Words) + (name is null ? "" : "\n"));
        return Code(report);
    }

    private static async Task<int> FolderAsync(string folder, Asked asked, StreamWriter output, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"{folder}: there is no such folder.");
            return 1;
        }
        var (code, pairs) = (0, 0);
        foreach (var (source, target) in ParityFiles.PairsIn(folder, asked.SourceLanguage))
        {
            pairs++;
            // Languages stand in the names here.
            code = Math.Max(code, await PairAsync(source, target, Path.GetRelativePath(folder, target), asked with { SourceLanguage = null, TargetLanguage = null }, output, stop));
        }
        if (pairs > 0) return code;
        await Console.Error.WriteLineAsync($"{folder}: no two files such as x.en.md and x.ko.md.");
        return 1;
    }

    /// <summary>A line that cannot be read is answered in its place, and the rest goes on.</summary>
    internal static async Task<int> LinesAsync(Stream input, StreamWriter output, CancellationToken stop)
    {
        var code = 0;
        var number = 0;
        await foreach (var line in SplitAsync(input, stop))
        {
            number++;
            string? problem;
            ParityInput? pair = null;
            if (line is null) problem = "The line is over the limit of 100 MB.";
            else
            {
                try
                {
                    var text = ParityFiles.Decode(line, "line");
                    if (string.IsNullOrWhiteSpace(text)) continue;
                    pair = ParityJson.Read(text, out problem);
                }
                catch (UnreadableFile)
                {
                    problem = "The line is not valid UTF-8.";
                }
            }
            var report = pair is null ? new ParityReport("", "", []) { Refusal = problem } : ParityCheck.Compare(pair.Source, pair.Target);
            code = Math.Max(code, Code(report));
            await output.WriteLineAsync(ParityJson.Write(report, pair?.Id ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {number}")));
            await output.FlushAsync(stop);
        }
        return code;
    }

    private static int Code(ParityReport report) =>
        report.Refusal is not null || report.Findings.Any(finding => finding.Severity == Severity.Error) ? 1 : 0;

    private static ParityMarks Marks() =>
        Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ParityMarks.Plain : ParityMarks.Colour;

    /// <summary>Lines as bytes, so that one that is not UTF-8 spoils no other; null in place of one over the limit.</summary>
    private static async IAsyncEnumerable<byte[]?> SplitAsync(Stream input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var line = new ArrayBufferWriter<byte>(1 << 16);
        var buffer = new byte[1 << 16];
        var tooLong = false;
        int read;
        while ((read = await input.ReadAsync(buffer, stop)) > 0)
        {
            var from = 0;
            while (from < read)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', from, read - from);
                var to = end < 0 ? read : end;
                if (line.WrittenCount + to - from > ParityFiles.Limit) tooLong = true;
                if (tooLong) line.Clear();
                else line.Write(buffer.AsSpan(from, to - from));
                from = to + 1;
                if (end < 0) break;
                yield return tooLong ? null : line.WrittenSpan.ToArray();
                (tooLong, line) = (false, line.Capacity > 1 << 20 ? new ArrayBufferWriter<byte>(1 << 16) : Cleared(line));
            }
        }
        if (tooLong) yield return null;
        else if (line.WrittenCount > 0) yield return line.WrittenSpan.ToArray();

        static ArrayBufferWriter<byte> Cleared(ArrayBufferWriter<byte> line)
        {
            line.ResetWrittenCount();
            return line;
        }
    }
}
