using AngleSharp.Html.Parser;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Files;

namespace Chancery.Tests.Stories;

public class StoryTextTests
{
    private static readonly EvidenceFile Ride = new()
    {
        MissionId = Guid.CreateVersion7(), Sha256 = new string('a', 64), Size = 1, MediaType = "image/jpeg", Name = "ride.jpg",
        Width = 900, Height = 600,
        Alt = new Translated(("en", "Five cyclists"), ("ko", "자전거 다섯 대")),
        Caption = new Translated(("en", "The trial ride <1>"), ("ko", "시험 주행")), Credit = new Translated(("en", "Mira Solen")),
    };

    private static string Html(string markdown, string language = "en") =>
        StoryText.Html(markdown, language, new Dictionary<Guid, EvidenceFile> { [Ride.Id] = Ride });

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt&#58;alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("![x](https://elsewhere.example/spy.png)")]
    [InlineData("![x](//elsewhere.example/spy.png)")]
    [InlineData("![x](data:image/svg+xml;base64,PHN2Zz4=)")]
    [InlineData("<svg onload=alert(1)><a xlink:href='javascript:x'></a></svg>")]
    [InlineData("<iframe src='https://elsewhere.example'></iframe>")]
    [InlineData("<div style='position:fixed'>over everything</div>")]
    [InlineData("[x](https://a.example \"\\\" onmouseover=alert(1) x=\\\"\")")]
    [InlineData("<https://a.example/\"onclick=alert(1)>")]
    [InlineData("```html\n<script>alert(1)</script>\n```")]
    [InlineData("<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>")]
    public void Nothing_that_runs_or_reaches_out_comes_through(string markdown)
    {
        var page = new HtmlParser().ParseDocument(Html(markdown));
        Assert.Empty(page.QuerySelectorAll("script, img, svg, iframe, style, form, object, embed, math, div, link, base"));
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            Assert.All(element.Attributes, a => Assert.Contains(a.Name, (string[])["href", "title", "lang", "start"]));
            if (element.GetAttribute("href") is { } href) Assert.Matches("^(https?|mailto|tel):", href);
        }
    }

    [Fact]
    public void Bold_before_a_Korean_particle_is_bold() =>
        Assert.Equal("<p><strong>'강조'</strong>는 됩니다.</p>", Html("**'강조'**는 됩니다.", "ko").Trim());

    [Fact]
    public void A_picture_becomes_a_figure_with_caption_and_credit()
    {
        var page = new HtmlParser().ParseDocument(Html($"Before\n\n![A *line* of cyclists](evidence:{Ride.Id})\n\nAfter", "ko"));
        var figure = Assert.Single(page.QuerySelectorAll("figure"));
        Assert.Equal("A line of cyclists", figure.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Equal($"/media/{Ride.Sha256}/1200.webp", figure.QuerySelector("img")!.GetAttribute("src"));
        Assert.Equal("시험 주행 Mira Solen", figure.QuerySelector("figcaption")!.TextContent);
        Assert.Equal("en", figure.QuerySelector("small > span")!.GetAttribute("lang"));
        Assert.Equal(["P", "FIGURE", "P"], page.Body!.Children.Select(c => c.TagName));
    }

    [Fact]
    public void Without_words_of_its_own_a_picture_has_the_evidence_alternative() =>
        Assert.Contains("alt=\"자전거 다섯 대\"", Html($"![](evidence:{Ride.Id})", "ko"), StringComparison.Ordinal);

    [Fact]
    public void A_picture_in_the_middle_of_a_paragraph_stands_after_it()
    {
        var page = new HtmlParser().ParseDocument(Html($"One ![a](evidence:{Ride.Id}) two ![b](evidence:{Ride.Id})\n\n[![c](evidence:{Ride.Id})](https://a.example)"));
        Assert.Equal(["P", "FIGURE", "FIGURE", "FIGURE"], page.Body!.Children.Select(c => c.TagName));
        Assert.Equal(["a", "b", "c"], page.QuerySelectorAll("img").Select(i => i.GetAttribute("alt")!));
        Assert.Empty(page.QuerySelectorAll("p figure, a figure"));
    }

    [Fact]
    public void Words_of_a_picture_are_text_and_never_marks()
    {
        var html = Html($"![x\" onerror=\"alert(1)](evidence:{Ride.Id})");
        var image = new HtmlParser().ParseDocument(html).QuerySelector("img")!;
        Assert.Null(image.GetAttribute("onerror"));
        Assert.Equal("x\" onerror=\"alert(1)", image.GetAttribute("alt"));
        Assert.Contains("The trial ride &lt;1&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_not_in_the_evidence_is_not_shown() =>
        Assert.DoesNotContain("<img", Html($"![x](evidence:{Guid.CreateVersion7()})"), StringComparison.Ordinal);

    [Fact]
    public void Headings_begin_below_the_title_of_the_page() =>
        Assert.Equal("<h2>One</h2>\n<h2>Two</h2>\n<h4>Five</h4>", Html("# One\n\n## Two\n\n##### Five").Trim());

    [Fact]
    public void Tables_and_lists_come_through()
    {
        var html = Html("| a | b |\n|---|---|\n| 1 | 2 |\n\n3. three\n4. four");
        Assert.Contains("<td>2</td>", html, StringComparison.Ordinal);
        Assert.Contains("<ol start=\"3\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_texts_can_be_read_out_of_their_difference()
    {
        const string before = "Twenty-four banners hang for 15 days.\n\n강벗 대학생회가 사흘 동안";
        const string after = "Twenty-five banners hang for 15 days, all told.\n\n강벗 대학생회가 나흘 동안";
        var runs = WordDiff.Between(before, after);
        Assert.Equal(before, string.Concat(runs.Where(r => r.Change != WordChange.Added).Select(r => r.Text)));
        Assert.Equal(after, string.Concat(runs.Where(r => r.Change != WordChange.Removed).Select(r => r.Text)));
        Assert.Contains((WordChange.Removed, "사흘"), runs);
        Assert.Contains((WordChange.Added, "나흘"), runs);
    }
}
