using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Chancery.Platform.Web;
using Chancery.Tests.House;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Guards;

/// <summary>The real program on a real full disk (a small tmpfs, which takes root to mount).</summary>
public sealed class DiskFullTests(EverythingHouse house) : IClassFixture<EverythingHouse>
{
    private const string Editor = "editor@seoul.example";

    [Fact]
    public async Task A_full_disk_is_said_plainly_the_public_goes_on_reading_and_nothing_acknowledged_is_lost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Mounting a small disk takes root on Linux.");
        var rows = (await house.RowsAsync())["seoul"];
        var disk = Directory.CreateTempSubdirectory("chancery-small-disk-").FullName;
        Assert.SkipUnless(await ShellAsync("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk), "This machine may not mount a tmpfs.");
        try
        {
            var folder = Path.Combine(disk, "data");
            await house.CopyToAsync(folder);
            var acknowledged = new List<string>();
            await using (var served = await ChanceryProcess.ServeAsync(folder))
            {
                var editor = await served.SignInAsync(Editor);
                var korean = await served.SignInAsync("approver@seoul.example");
                Assert.Equal(HttpStatusCode.Redirect, (await korean.Post("/language", ("to", "ko"), ("back", "/desk"))).Status);
                Assert.Equal(HttpStatusCode.Redirect, (await RecordAsync(editor, rows, acknowledged, [])).Status);
                Assert.Equal(HttpStatusCode.Redirect, (await RecordAsync(korean, rows, acknowledged, [])).Status);
                var story = $"/seoul/en/stories/{rows.StorySlug}";
                Assert.Equal(HttpStatusCode.OK, (await new Visitor(served.Client()).Get(story)).Status);

                Fill(disk);
                var words = house.Services.GetRequiredService<Words>();
                foreach (var language in (string[])["en", "ko"])
                {
                    // A person's own language is in their row; nothing can be written now, so a second person reads Korean.
                    var visitor = language == "en" ? editor : korean;
                    // A file, then words alone: until the last page of the database is gone too, words may still be saved.
                    var upload = await RecordAsync(visitor, rows, acknowledged, new byte[700_000]);
                    Full(upload, words, language);
                    var tries = 0;
                    Answer said;
                    do
                    {
                        said = await RecordAsync(visitor, rows, acknowledged, []);
                    }
                    while (said.Status == HttpStatusCode.Redirect && ++tries < 200);
                    Full(said, words, language);
                }

                // Reading goes on: from the cache, and from the database for what nobody had asked for before.
                var anyone = new Visitor(served.Client());
                foreach (var path in (string[])[story, "/", "/seoul/en", "/seoul/ko", "/seoul/ko/archive", "/seoul/en/feed.atom", "/sitemap.xml", "/other/en", "/icon.svg"])
                    Assert.True((await anyone.Get(path)).Status == HttpStatusCode.OK, path);
                Assert.Equal(HttpStatusCode.OK, (await editor.Get($"/desk/seoul/actions/{rows.Action}")).Status);

                // A restart on the full disk serves as well.
                await served.KillAsync();
            }
            await using (var again = await ChanceryProcess.ServeAsync(folder))
            {
                Assert.Equal(HttpStatusCode.OK, (await new Visitor(again.Client()).Get("/seoul/en")).Status);

                File.Delete(Path.Combine(disk, "filler"));
                var editor = await again.SignInAsync(Editor);
                Assert.Equal(HttpStatusCode.Redirect, (await RecordAsync(editor, rows, acknowledged, new byte[100_000])).Status);
                var page = (await editor.Get($"/desk/seoul/actions/{rows.Action}")).Text + (await editor.Get("/desk/seoul/journal")).Text;
                Assert.All(acknowledged, words => Assert.Contains(words, page, StringComparison.Ordinal));
                Assert.Empty(Directory.GetFiles(Path.Combine(folder, "files", "incoming")));
            }
            var (code, output) = await ChanceryProcess.RunAsync("verify", "--data", folder);
            Assert.True(code == 0, output);
        }
        finally
        {
            await ShellAsync("umount", "-l", disk);
            Directory.Delete(disk);
        }
    }

    private static void Full(Answer answer, Words words, string language)
    {
        Assert.True(answer.Status == HttpStatusCode.InsufficientStorage, $"{answer.Status}: {answer.Main}");
        Assert.Equal(language, answer.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains(words.Get(language, "error.507.title"), answer.Main, StringComparison.Ordinal);
        Assert.Contains(words.Get(language, "error.507.text"), answer.Main, StringComparison.Ordinal);
    }

    /// <summary>Records that something happened; what the answer acknowledged is remembered.</summary>
    private static async Task<Answer> RecordAsync(Visitor visitor, EverythingHouse.Belongings rows, List<string> acknowledged, byte[] file)
    {
        var words = "acknowledged " + Guid.CreateVersion7();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Guid.CreateVersion7().ToString()), "Record.Id" }, { new StringContent("2026-09-17"), "Record.From" },
            { new StringContent("en"), "Record.In" }, { new StringContent(words), "Record.Words" },
        };
        if (file.Length > 0)
        {
            Random.Shared.NextBytes(file);
            "%PDF-1.4\n"u8.CopyTo(file);
            form.Add(new ByteArrayContent(file), "Record.Files", "proof.pdf");
        }
        var answer = await visitor.Post($"/desk/seoul/actions/{rows.Action}?handler=record", form);
        if (answer.Status == HttpStatusCode.Redirect) acknowledged.Add(words);
        return answer;
    }

    /// <summary>Takes what is free, to the last block.</summary>
    private static void Fill(string disk)
    {
        using var filler = new FileStream(Path.Combine(disk, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        foreach (var size in (int[])[1 << 20, 1 << 16, 1 << 12])
        {
            var block = new byte[size];
            try
            {
                while (true) filler.Write(block);
            }
            catch (IOException)
            {
                // Full at this size; the next smaller one takes the rest.
            }
        }
    }

    private static async Task<bool> ShellAsync(string program, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
