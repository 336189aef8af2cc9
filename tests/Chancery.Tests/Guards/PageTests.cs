using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Chancery.Platform.Access;
using Chancery.Tests.House;

namespace Chancery.Tests.Guards;

/// <summary>Every page as a document: what a browser, a screen reader and the next form need of it.</summary>
public sealed class PageTests(EverythingHouse house) : IClassFixture<EverythingHouse>
{
    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task Every_page_is_a_valid_document_for_everyone_who_may_open_it(string language)
    {
        var rows = await house.RowsAsync();
        var doors = (await Door.AllAsync(house.Services)).Where(d => d is { Method: "GET", IsFile: false, IsApi: false }).ToList();
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        var pages = 0;
        foreach (var role in (Role?[])[null, Role.Editor, Role.Approver, Role.Administrator, Role.Volunteer])
        {
            var visitor = role is { } one ? await house.As(one) : house.Anonymous();
            await visitor.Post("/language", ("to", language), ("back", "/"));
            foreach (var door in doors)
            {
                if (door.Asks.Public != role is null && !(role == Role.Editor && door.Asks.SignedIn) && !(role is not null && door.NamesMission && !door.Asks.Public)) continue;
                if (door.In("seoul", rows["seoul"]) is not { } path) continue;
                if (door.Route.GetParameter("language") is not null) path = path.Replace("/en", "/" + language, StringComparison.Ordinal);
                var answer = await visitor.Get(path);
                if (answer.MediaType != "text/html" || answer.Text.Length == 0) continue;
                pages++;
                foreach (var fault in Pages.Faults(answer, language)) broken.Add($"{path}: {fault}");
            }
        }
        Assert.True(pages > 60, $"Only {pages} pages were read.");
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }
}

/// <summary>The same on what <c>chancery demo</c> shows, and how much a public page weighs.</summary>
public sealed class DemoPageTests(DemoPageTests.DemoHouse house) : IClassFixture<DemoPageTests.DemoHouse>
{
    private const int Kilobyte = 1024;

    /// <summary>Made by the real program: it draws the samples' pictures from SVG, which a process that reads uploads refuses.</summary>
    public sealed class DemoHouse : House.House
    {
        protected override async Task<string?> PrepareDatabaseAsync()
        {
            var (code, output) = await ChanceryProcess.RunAsync("demo", "--data", Folder, "--no-serve");
            Assert.True(code == 0, output);
            Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
            return null;
        }

        protected override Task SeedAsync() => Task.CompletedTask;
    }

    [Fact]
    public async Task Every_public_page_of_the_samples_is_valid_alone_in_its_title_and_at_most_60_kilobytes()
    {
        var pages = await Pages.CrawlAsync(house.Anonymous(), ["/"], path => !path.StartsWith("/desk", StringComparison.Ordinal), most: 140, perShape: 40);
        var broken = Pages.Faults(pages);
        broken.AddRange(pages.Where(p => System.Text.Encoding.UTF8.GetByteCount(p.Text) > 60 * Kilobyte)
            .Select(p => $"{p.Path} has {System.Text.Encoding.UTF8.GetByteCount(p.Text) / Kilobyte} KB"));
        Assert.True(pages.Count > 40, $"Only {pages.Count} pages were read.");
        foreach (var style in (string[])["/tokens.css", "/newsroom.css"])
            Assert.True((await house.Anonymous().Get(style)).Text.Length < 60 * Kilobyte, style);
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("ilse.marten@orvelia.example")]
    [InlineData("oren.valk@orvelia.example")]
    [InlineData("tomas.ferrel@orvelia.example")]
    [InlineData("seoyun.han@orvelia.example")]
    public async Task Every_page_of_the_desk_is_valid_with_the_samples(string email) => await Pages.WalkDeskAsync(await house.As(email), "/desk");
}

/// <summary>The same of a mission in which nothing has happened yet.</summary>
public sealed class EmptyPageTests(SqliteHouse house) : IClassFixture<SqliteHouse>
{
    [Theory]
    [InlineData(Role.Editor)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Volunteer)]
    public async Task Every_page_of_the_desk_is_valid_with_nothing_at_all(Role role) => await Pages.WalkDeskAsync(await house.As(role), "/desk/seoul");
}

internal static class Pages
{
    public static async Task WalkDeskAsync(Visitor visitor, string start)
    {
        var pages = await CrawlAsync(
            visitor, [start], path => path.StartsWith("/desk", StringComparison.Ordinal) || path.StartsWith("/account", StringComparison.Ordinal), most: 40, perShape: 2);
        Assert.True(pages.Count >= 4, string.Join(' ', pages.Select(p => p.Path)));
        var broken = Faults(pages);
        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    /// <summary>Follows links; of addresses of the same shape only some.</summary>
    public static async Task<List<Answer>> CrawlAsync(Visitor visitor, IEnumerable<string> starts, Func<string, bool> mine, int most, int perShape)
    {
        var waiting = new Queue<string>(starts);
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        var pages = new List<Answer>();
        while (pages.Count < most && waiting.TryDequeue(out var path))
        {
            var answer = await visitor.Get(path);
            if (answer.Location is { } to && to.ToString() is var moved && moved.StartsWith('/') && seen.Add(moved)) waiting.Enqueue(moved);
            Assert.True((int)answer.Status < 400, $"{path}: {answer.Status}");
            if (answer.Status != HttpStatusCode.OK || answer.MediaType != "text/html") continue;
            pages.Add(answer);
            foreach (var link in answer.Document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]))
            {
                if (!link.StartsWith('/') || link.Contains('.', StringComparison.Ordinal) || link.StartsWith("/media/", StringComparison.Ordinal) || link.EndsWith("/original", StringComparison.Ordinal) || !mine(link)) continue;
                var bare = link.Split('?');
                // Ids and slugs apart: /desk/x/stories/* is one shape, with and without a query.
                var shape = string.Join('/', bare[0].Split('/').Select(s => s.Length > 20 || s.Any(char.IsDigit) ? "*" : s)) + (bare.Length > 1 ? "?" : "");
                if (!seen.Add(link)) continue;
                shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
                if (shapes[shape] <= perShape) waiting.Enqueue(link);
            }
        }
        return pages;
    }

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsKeepingSourceReferences = true });

    /// <summary>The faults of each page, and titles that two of them share.</summary>
    public static List<string> Faults(IReadOnlyList<Answer> pages) =>
    [
        .. pages.SelectMany(page => Faults(page, null).Select(fault => $"{page.Path}: {fault}")),
        // The same page under another query (sorted, filtered, turned) keeps its title.
        .. pages.GroupBy(p => p.Document.DocumentElement.GetAttribute("lang") + " " + p.Document.Title, p => p.Path.Split('?')[0], StringComparer.Ordinal)
            .Select(g => (Title: g.Key, Paths: g.Distinct().ToList())).Where(g => g.Paths.Count > 1).Select(g => $"“{g.Title}” is the title of {string.Join(" and ", g.Paths)}"),
    ];

    public static IEnumerable<string> Faults(Answer page, string? language)
    {
        var faults = new List<string>();
        Parser.Error += Note;
        var document = Parser.ParseDocument(page.Text);
        Parser.Error -= Note;
        void Note(object? sender, AngleSharp.Dom.Events.Event said)
        {
            if (said is AngleSharp.Html.Dom.Events.HtmlErrorEvent error)
                faults.Add($"HTML: {error.Message} at line {error.Position.Line}: {page.Text.Split('\n').ElementAtOrDefault(error.Position.Line - 1)?.Trim()[..Math.Min(120, page.Text.Split('\n')[error.Position.Line - 1].Trim().Length)]}");
        }

        void Must(bool right, string what)
        {
            if (!right) faults.Add(what);
        }
        var root = document.DocumentElement;
        var lang = root.GetAttribute("lang") ?? "";
        Must(language is null ? lang.Length > 0 : lang == language, $"lang is “{lang}”");
        Must(root.GetAttribute("dir") is "ltr" or "rtl", "no dir");
        Must(document.QuerySelectorAll("h1").Length == 1, $"{document.QuerySelectorAll("h1").Length} h1");
        Must(document.QuerySelectorAll("main").Length == 1, "not one main");
        Must(!string.IsNullOrWhiteSpace(document.Title), "no title");
        foreach (var twice in document.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1)) faults.Add($"id “{twice.Key}” {twice.Count()} times");
        foreach (var image in document.QuerySelectorAll("img")) Must(image.HasAttribute("alt"), $"img without alt: {image.OuterHtml}");
        foreach (var form in document.QuerySelectorAll("form"))
        {
            if (!string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)) continue;
            Must(form.QuerySelectorAll("input[name=__RequestVerificationToken]").Length == 1, $"form {form.GetAttribute("action")} has {form.QuerySelectorAll("input[name=__RequestVerificationToken]").Length} tokens");
        }
        foreach (var field in document.QuerySelectorAll("input, select, textarea"))
        {
            if (field is IHtmlInputElement { Type: "hidden" or "submit" }) continue;
            Must(HasName(document, field), $"field without a label: {field.OuterHtml[..Math.Min(field.OuterHtml.Length, 140)]}");
        }
        foreach (var button in document.QuerySelectorAll("button, a[href], summary"))
            Must(Says(button) || Labelled(document, button), $"{button.LocalName} without a name: {button.OuterHtml[..Math.Min(button.OuterHtml.Length, 140)]}");
        foreach (var id in document.QuerySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls], label[for]").SelectMany(e =>
            new[] { "aria-labelledby", "aria-describedby", "for" }.SelectMany(a => (e.GetAttribute(a) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))))
            Must(document.GetElementById(id) is not null, $"points to id “{id}”, which is not there");
        foreach (var local in document.QuerySelectorAll("a[href^='#']").Select(a => a.GetAttribute("href")![1..]))
            Must(local.Length > 0 && document.GetElementById(local) is not null, $"link to #{local}, which is not there");
        Must(document.QuerySelector("[style], style") is null, "inline style");
        Must(document.QuerySelector("script:not([src]):not([type='application/ld+json'])") is null, "inline script");
        Must(!document.QuerySelectorAll("*").Any(e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal))), "inline event handler");
        foreach (var part in document.QuerySelectorAll("title, main, header, nav, footer, [aria-label], [placeholder]"))
        {
            var said = part.TextContent + " " + part.GetAttribute("aria-label") + " " + part.GetAttribute("placeholder");
            var open = said.IndexOf('[', StringComparison.Ordinal);
            // A key that has no text comes out as [desk.today].
            if (open >= 0 && said.IndexOf(']', open) is var close && close > open && said[(open + 1)..close] is var key && key.Contains('.', StringComparison.Ordinal) && key.All(c => char.IsAsciiLetterLower(c) || c is '.' or '-'))
                faults.Add($"a text is missing: [{key}]");
        }
        return faults;
    }

    private static bool HasName(IDocument document, IElement field) =>
        Labelled(document, field)
        || (field.Id is { Length: > 0 } id && document.QuerySelectorAll("label").Any(l => l.GetAttribute("for") == id && Says(l)))
        || (field.Closest("label") is { } around && Says(around));

    private static bool Labelled(IDocument document, IElement element) =>
        !string.IsNullOrWhiteSpace(element.GetAttribute("aria-label"))
        || (element.GetAttribute("aria-labelledby")?.Split(' ').Any(id => document.GetElementById(id) is { } by && Says(by)) ?? false);

    private static bool Says(IElement element) =>
        !string.IsNullOrWhiteSpace(element.TextContent) || element.QuerySelectorAll("img[alt]").Any(i => i.GetAttribute("alt")!.Length > 0);
}
