using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Chancery.Features.Parity;

namespace Chancery.Tests.Parity;

/// <summary>The command as a person runs it: a process of its own, in a folder without any installation.</summary>
public sealed class ParityVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chancery-parity-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_files_are_compared_for_people_and_for_programs()
    {
        Given("x.en.md", GivenEditions.English);
        Given("x.ko.md", GivenEditions.Differing);
        var text = await Run("--source", "x.en.md", "--target", "x.ko.md");
        Assert.Equal(1, text.Code);
        Assert.Contains("[22만 9천 명]", text.Output, StringComparison.Ordinal);
        Assert.Contains("1 finding, an error.", text.Output, StringComparison.Ordinal);
        var json = await Run("--source", "x.en.md", "--target", "x.ko.md", "--format", "json");
        Assert.Equal("number", JsonDocument.Parse(json.Output).RootElement.GetProperty("findings")[0].GetProperty("kind").GetString());
        Assert.Equal(["x.en.md", "x.ko.md"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task The_text_for_people_is_given_in_Korean_too()
    {
        Given("x.en.md", GivenEditions.English.Replace("15 days", "three weeks", StringComparison.Ordinal));
        Given("x.ko.md", GivenEditions.Differing);
        var text = await Run("--source", "x.en.md", "--target", "x.ko.md", "--language", "ko");
        Assert.Equal(1, text.Code);
        Assert.Contains("오류 · 수", text.Output, StringComparison.Ordinal);
        Assert.Contains("원문 227,000, 번역판 229,000", text.Output, StringComparison.Ordinal);
        Assert.Contains("원문 3주, 번역판 15일", text.Output, StringComparison.Ordinal);
        Assert.Contains("불일치 2건, 오류 2건", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_compared_pair_by_pair()
    {
        Given("a.en.md", GivenEditions.English);
        Given("a.ko.md", GivenEditions.Korean);
        Given("b.ko.md", GivenEditions.Korean);
        Given("notes.md", "Nothing");
        var agrees = await Run(".");
        Assert.Equal(0, agrees.Code);
        Given("b.en.md", GivenEditions.English.Replace("227", "228", StringComparison.Ordinal));
        var differs = await Run(".", "--format", "json");
        Assert.Equal(1, differs.Code);
        Assert.Equal(["a.ko.md", "b.ko.md"], differs.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Lines_are_answered_one_by_one_also_those_that_cannot_be_read()
    {
        var good = JsonSerializer.Serialize(new { id = "7", source = new { language = "en", text = GivenEditions.English }, target = new { language = "ko", text = GivenEditions.Korean } });
        using var input = new MemoryStream([.. Encoding.UTF8.GetBytes(good + "\n{\n"), 0xFF, (byte)'\n', .. Encoding.UTF8.GetBytes("\n" + good)]);
        using var output = new MemoryStream();
        await using (var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
            Assert.Equal(1, await ParityVerb.LinesAsync(input, writer, TestContext.Current.CancellationToken));
        var lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["7", "line 2", "line 3", "7"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal([false, true, true, false], lines.Select(line => line.TryGetProperty("refused", out _)));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_what_was_asked_wrongly_is_said()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "bad.md"), [0x41, 0xFF, 0x42], TestContext.Current.CancellationToken);
        Given("good.md", "Text.");
        await using (var large = File.Create(Path.Combine(_folder, "large.md"))) large.SetLength(ParityFiles.Limit + 1);
        foreach (var (file, said) in ((string, string)[])[("bad.md", "not valid UTF-8"), ("large.md", "over the limit of 100 MB"), ("none.md", "no such file")])
        {
            var refused = await Run("--source", file, "--target", "good.md");
            Assert.Equal(1, refused.Code);
            Assert.Contains(said, refused.Errors, StringComparison.Ordinal);
        }
        Assert.Equal(2, (await Run()).Code);
        Assert.Equal(2, (await Run("--source", "good.md")).Code);
        Assert.Equal(2, (await Run("--source", "good.md", "--target", "good.md", "--format", "xml")).Code);
    }

    [Theory]
    [InlineData("en", "The river.")]
    [InlineData("ko", "강 주간 Rivers Week")]
    [InlineData("ja", "川の週間です。")]
    [InlineData("zh", "河流周开始了。")]
    [InlineData("ru", "Неделя рек.")]
    [InlineData("az", "Çayların həftəsi başladı.")]
    [InlineData("tr", "Irmaklar haftası başladı, ağaçlar dikildi.")]
    [InlineData("de", "Die Flüsse führen Wasser für alle.")]
    [InlineData("en", "")]
    public void A_language_is_guessed_from_its_letters(string language, string text) => Assert.Equal(language, ParityFiles.Guess(text));

    [Theory]
    [InlineData("x.en.md", "en")]
    [InlineData("folder.ko/report_KO.txt", "ko")]
    [InlineData("report.md", null)]
    [InlineData("x.en/report.md", null)]
    public void A_language_stands_in_the_name(string path, string? language) => Assert.Equal(language, ParityFiles.LanguageIn(path));

    private void Given(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private async Task<(int Code, string Output, string Errors)> Run(params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "chancery.exe" : "chancery"), ["parity", .. words])
        {
            WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
