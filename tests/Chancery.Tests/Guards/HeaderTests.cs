using System.Net;
using System.Net.Http.Headers;
using Chancery.Platform.Access;
using Chancery.Tests.Files;
using Chancery.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Guards;

/// <summary>The strict headers on whatever comes back, however it came about.</summary>
public sealed class HeaderTests(HeaderTests.FaultyHouse house) : IClassFixture<HeaderTests.FaultyHouse>
{
    /// <summary>The house with every row, and addresses that break on purpose.</summary>
    public sealed class FaultyHouse : EverythingHouse
    {
        protected override void Configure(IWebHostBuilder builder) =>
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, Faults>());
    }

    private sealed class Faults : IStartupFilter
    {
        // Behind everything of the application: reached where it has no page of its own, inside its handling of faults.
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Use((http, rest) => http.Request.Path.Value!.Split('/')[^1] switch
            {
                "broken" => throw new InvalidOperationException("A secret of the house"),
                "full" => throw new IOException("No space left on device", 28),
                "full-database" => throw new DbUpdateException("Saving failed", new SqliteException("database or disk is full", 13)),
                "full-postgres" => throw new DbUpdateException("Saving failed", new Npgsql.PostgresException("could not extend file", "ERROR", "ERROR", "53100")),
                "race" => throw new DbUpdateConcurrencyException("Somebody was first"),
                "large" => throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge),
                _ => rest(http),
            });
        };
    }

    [Fact]
    public async Task Every_answer_of_every_door_carries_the_strict_headers()
    {
        var rows = await house.RowsAsync();
        var broken = new List<string>();
        var editor = (await house.As(Role.Editor)).Client;
        var anonymous = house.Anonymous().Client;
        var doors = await Door.AllAsync(house.Services);
        foreach (var door in doors.Where(d => d.Method == "GET"))
        {
            if (door.In("seoul", rows["seoul"]) is not { } path) continue;
            foreach (var (who, client) in (IEnumerable<(string, HttpClient)>)[("editor", editor), ("anonymous", anonymous)])
            {
                // Twice: the second may come from the cache of public pages.
                for (var again = 0; again < (door.Asks.Public ? 2 : 1); again++) await CheckAsync(client, new HttpRequestMessage(HttpMethod.Get, path), $"{path} as {who}", broken);
            }
        }
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace])
        {
            foreach (var path in (string[])["/", "/seoul/en", "/desk/seoul", "/nowhere/at/all", "/desk/seoul/contacts", "/api/v1/seoul", "/icon.svg"])
                await CheckAsync(anonymous, new HttpRequestMessage(method, path), $"{method} {path}", broken);
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    [Fact]
    public async Task Files_downloads_and_unchanged_answers_carry_them_too()
    {
        var rows = await house.RowsAsync();
        var broken = new List<string>();
        var editor = await house.As(Role.Editor);
        foreach (var (name, bytes) in (IEnumerable<(string, byte[])>)[("a.pdf", TestFiles.Pdf()), ("a.docx", TestFiles.Docx()), ("a.mp4", TestFiles.Mp4())])
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "Sent", name } };
            Assert.Equal(HttpStatusCode.Redirect, (await editor.Post("/desk/seoul/evidence", form)).Status);
        }
        var files = await house.Rows(db => Task.FromResult(db.Set<Platform.Files.EvidenceFile>().Where(f => f.MissionId == house.Seoul).ToList()));
        Assert.True(files.Count >= 4);
        foreach (var file in files)
        {
            using var download = await CheckAsync(editor.Client, new HttpRequestMessage(HttpMethod.Get, $"/desk/seoul/evidence/{file.Id}/original"), file.Name, broken);
            Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);
            Assert.StartsWith("sandbox;", download.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("no-store", download.Headers.GetValues("Cache-Control").Single());
        }

        // 304 and 206, with and without the cache.
        foreach (var path in (string[])["/icon.svg", "/tokens.css", $"/media/{rows["seoul"].Sha256}/320.webp", "/seoul/en/feed.atom", "/seoul/en/feed.rss", "/sitemap.xml"])
        {
            using var first = await CheckAsync(house.Anonymous().Client, new HttpRequestMessage(HttpMethod.Get, path), path, broken);
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (first.Headers.ETag is { } tag) request.Headers.IfNoneMatch.Add(tag);
            else if (first.Content.Headers.LastModified is { } day) request.Headers.IfModifiedSince = day;
            else continue;
            using var second = await CheckAsync(house.Anonymous().Client, request, path + " unchanged", broken);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            var part = new HttpRequestMessage(HttpMethod.Get, path);
            part.Headers.Range = new RangeHeaderValue(0, 3);
            using var third = await CheckAsync(house.Anonymous().Client, part, path + " in part", broken);
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    [Fact]
    public async Task An_answer_over_HTTPS_says_that_this_host_is_HTTPS_only_and_one_over_HTTP_does_not()
    {
        var client = house.Client();
        foreach (var path in (string[])["/seoul/en", "/icon.svg", "/nowhere/at/all", "/desk/seoul"])
        {
            // The same cached page over both.
            using var plain = await client.GetAsync(new Uri("http://localhost" + path), TestContext.Current.CancellationToken);
            Assert.False(plain.Headers.Contains("Strict-Transport-Security"), path);
            using var secure = await client.GetAsync(new Uri("https://localhost" + path), TestContext.Current.CancellationToken);
            Assert.Contains("max-age=31536000", secure.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
            using var again = await client.GetAsync(new Uri("http://localhost" + path), TestContext.Current.CancellationToken);
            Assert.False(again.Headers.Contains("Strict-Transport-Security"), path);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task What_broke_is_said_in_the_readers_language_with_the_headers_and_without_a_trace(string language)
    {
        var broken = new List<string>();
        var text = house.Services.GetRequiredService<Platform.Web.Words>();
        foreach (var (address, status) in (IEnumerable<(string, int)>)[("/guard/broken", 500), ("/guard/full", 507), ("/guard/full-database", 507), ("/guard/full-postgres", 507), ("/guard/race", 409), ("/guard/large", 413)])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await CheckAsync(house.Client(), request, address, broken);
            var page = await Answer.Of(answer);
            Assert.Equal(status, (int)page.Status);
            Assert.Equal("text/html", page.MediaType);
            Assert.Contains(text.Get(language, $"error.{status}.title"), page.Main, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", page.Text, StringComparison.Ordinal);
            Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public async Task What_broke_in_the_API_is_a_problem_document()
    {
        var broken = new List<string>();
        foreach (var (address, status) in (IEnumerable<(string, int)>)[("/api/guard/broken", 500), ("/api/guard/full", 507), ("/api/v1/seoul/no-such-thing", 404)])
        {
            using var answer = await CheckAsync(house.Client(), new HttpRequestMessage(HttpMethod.Get, address), address, broken);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    private static async Task<HttpResponseMessage> CheckAsync(HttpClient client, HttpRequestMessage request, string what, List<string> broken)
    {
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        request.Dispose();
        string? One(string name) => answer.Headers.TryGetValues(name, out var values) && values.ToList() is [var only] ? only : null;
        void Is(string name, Func<string?, bool> right)
        {
            if (!right(One(name))) broken.Add($"{what} ({(int)answer.StatusCode}): {name} is {One(name) ?? "not there (once)"}");
        }
        Is("Content-Security-Policy", p => p is not null && p.Contains("default-src 'none'", StringComparison.Ordinal)
            && !p.Contains("unsafe", StringComparison.Ordinal) && p.Contains("frame-ancestors 'none'", StringComparison.Ordinal) && !p.Contains('*', StringComparison.Ordinal));
        Is("X-Content-Type-Options", v => v == "nosniff");
        Is("X-Frame-Options", v => v == "DENY");
        Is("Referrer-Policy", v => v is "strict-origin-when-cross-origin" or "no-referrer" or "same-origin");
        Is("Permissions-Policy", v => v?.Contains("microphone=()", StringComparison.Ordinal) == true);
        Is("Cross-Origin-Opener-Policy", v => v == "same-origin");
        Is("Cross-Origin-Resource-Policy", v => v is "same-origin" or "cross-origin");
        Is("Server", v => v is null);
        Is("X-Powered-By", v => v is null);
        return answer;
    }
}
