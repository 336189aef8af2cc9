using System.Net;
using System.Net.Sockets;
using System.Text;
using Chancery.Tests.Files;
using Chancery.Tests.House;

namespace Chancery.Tests.Guards;

/// <summary>Uploads at the real program's door: too large, of a wrong type, cut off in the middle.</summary>
public sealed class UploadDoorTests(UploadDoorTests.Served served) : IClassFixture<UploadDoorTests.Served>
{
    public sealed class Served : EverythingHouse, IAsyncLifetime
    {
        private ChanceryProcess? _process;

        internal ChanceryProcess Program => _process!;

        public string Data { get; } = Path.Combine(Path.GetTempPath(), "chancery-door-" + Guid.CreateVersion7().ToString("N"));

        internal Belongings Mine { get; private set; } = null!;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Mine = (await RowsAsync())["seoul"];
            await this.CopyToAsync(Data);
            _process = await ChanceryProcess.ServeAsync(Data);
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            if (_process is not null) await _process.DisposeAsync();
            Directory.Delete(Data, recursive: true);
            await DisposeAsync();
            GC.SuppressFinalize(this);
        }

        internal IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Path.Combine(Data, "files"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("/desk/seoul/evidence", "en")]
    [InlineData("/desk/seoul/evidence", "ko")]
    [InlineData("/desk/seoul/stories/new", "en")]
    [InlineData("/account/sign-in", "en")]
    [InlineData("/language", "ko")]
    public async Task A_body_over_the_limit_is_refused_with_our_page_before_it_is_sent(string path, string language)
    {
        var before = served.Files();
        var editor = await served.Program.SignInAsync("editor@seoul.example");
        if (language == "ko") await editor.Post("/language", ("to", "ko"), ("back", "/"));
        // Only says how much will come, and waits, as a careful client does.
        var (status, body) = await SayAsync(editor, path, contentLength: 500L * 1024 * 1024);
        Assert.Equal(413, status);
        Assert.Contains($"<html lang=\"{language}\"", body, StringComparison.Ordinal);
        Assert.Contains(language == "ko" ? "파일이 너무 큽니다" : "The file is too large", body, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", body, StringComparison.Ordinal);
        if (language == "ko") await editor.Post("/language", ("to", "en"), ("back", "/"));
        Assert.Equal(before, served.Files());
    }

    [Fact]
    public async Task A_body_that_does_not_say_how_long_it_is_is_stopped_at_the_limit()
    {
        var before = served.Files();
        var editor = await served.Program.SignInAsync("editor@seoul.example");
        // 5 MB in pieces to a page that takes no files.
        var (status, body) = await SayAsync(editor, "/desk/seoul/stories/new", contentLength: null, pieces: 5);
        Assert.Equal(413, status);
        Assert.Contains("The file is too large", body, StringComparison.Ordinal);
        Assert.Equal(before, served.Files());
    }

    [Fact]
    public async Task What_is_of_a_wrong_type_is_refused_at_both_doors_with_its_reason()
    {
        var before = served.Files();
        var editor = await served.Program.SignInAsync("editor@seoul.example");
        foreach (var (path, field) in (IEnumerable<(string, string)>)[("/desk/seoul/evidence", "Sent"), ($"/desk/seoul/actions/{served.Mine.Action}?handler=record", "Record.Files")])
        {
            foreach (var (name, bytes) in (IEnumerable<(string, byte[])>)[("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()), ("a.jpg", "MZ program"u8.ToArray()), ("a.png", TestFiles.PixelFlood())])
            {
                using var form = new MultipartFormDataContent
                {
                    { new StringContent(Guid.CreateVersion7().ToString()), "Record.Id" }, { new StringContent("2026-09-17"), "Record.From" }, { new StringContent("en"), "Record.In" },
                };
                form.Add(new ByteArrayContent(bytes), field, name);
                var answer = await editor.Post(path, form);
                Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, $"{path} {name}: {answer.Status}");
                Assert.NotNull(answer.Document.QuerySelector("[role=alert] li"));
            }
        }
        Assert.Equal(before, served.Files());
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_and_the_next_one_works()
    {
        var before = served.Files();
        var editor = await served.Program.SignInAsync("editor@seoul.example");
        for (var i = 0; i < 3; i++)
        {
            using var connection = await SendHeadAsync(editor, "/desk/seoul/evidence", 2_000_000);
            var half = new byte[700_000];
            Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"Sent\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4\n").CopyTo(half, 0);
            await connection.GetStream().WriteAsync(half, TestContext.Current.CancellationToken);
        }
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestFiles.Png(4711)), "Sent", "whole.png" } };
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Post("/desk/seoul/evidence", form)).Status);
        Assert.Single(served.Files().Except(before));
        Assert.DoesNotContain(served.Files(), file => file.Contains("incoming", StringComparison.Ordinal));
    }

    private static async Task<(int Status, string Answer)> SayAsync(Visitor visitor, string path, long? contentLength, int pieces = 0)
    {
        var stop = TestContext.Current.CancellationToken;
        using var connection = await SendHeadAsync(visitor, path, contentLength);
        var stream = connection.GetStream();
        try
        {
            var piece = new byte[1 << 20];
            for (var i = 0; i < pieces; i++)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"), stop);
                await stream.WriteAsync(piece, stop);
                await stream.WriteAsync("\r\n"u8.ToArray(), stop);
            }
        }
        catch (IOException)
        {
            // It has heard enough; what it said is waiting to be read.
        }
        var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            int read;
            while (!Encoding.UTF8.GetString(all.ToArray()).Contains("</html>", StringComparison.Ordinal) && (read = await stream.ReadAsync(buffer, patience.Token)) > 0) all.Write(buffer, 0, read);
        }
        catch (IOException)
        {
            // Closed after the answer.
        }
        var text = Encoding.UTF8.GetString(all.ToArray());
        return (text.Length > 12 ? int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0, text);
    }

    private static async Task<TcpClient> SendHeadAsync(Visitor visitor, string path, long? contentLength)
    {
        var cookies = ChanceryProcess.Cookies(visitor.Client);
        var address = visitor.Client.BaseAddress!;
        var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var length = contentLength is { } bytes ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Content-Length: {bytes}") : "Transfer-Encoding: chunked";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\n{length}\r\n\r\n"), TestContext.Current.CancellationToken);
        return connection;
    }
}
