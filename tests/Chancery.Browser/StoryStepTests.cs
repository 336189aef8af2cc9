using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>A story from its first word to its withdrawal, in two languages, by two people, before a citizen's eyes.</summary>
public sealed class StoryStepTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    [Fact]
    public async Task A_story_is_written_in_two_languages_approved_published_corrected_and_withdrawn()
    {
        var writer = await SignInAsync(Attache);
        var approver = await SignInAsync(Head, width: Phone);
        var citizen = await NewcomerAsync(scripts: false);

        // Written: toolbar, live preview, a picture from the evidence, saved without a button.
        var story = await BeginAsync(writer, "A bridge of boats");
        await writer.FillAsync("#Summary", "Forty boats made a way across the Han.");
        await writer.FillAsync("#Body", "They came at dawn. Forty boats lay side by side.");
        await writer.Locator("#Body").PressAsync("ControlOrMeta+a");
        await writer.GetByRole(AriaRole.Button, new() { Name = "Bold" }).ClickAsync();
        await Expect(writer.Locator("#Body")).ToHaveValueAsync("**They came at dawn. Forty boats lay side by side.**");
        await Expect(writer.Locator("#preview strong")).ToHaveTextAsync("They came at dawn. Forty boats lay side by side.");
        await writer.Locator("#Body").PressAsync("ControlOrMeta+End");
        await writer.Locator("[data-insert]").First.ClickAsync();
        await Expect(writer.Locator("#preview img")).ToBeVisibleAsync();
        await Expect(writer.Locator("#saved")).ToContainTextAsync("Saved ");
        await CheckEverywhereAsync(writer);

        await writer.GotoAsync(story);
        await writer.SelectOptionAsync("#Language", "ko");
        await writer.GetByRole(AriaRole.Button, new() { Name = "Add an edition" }).ClickAsync();
        await writer.GotoAsync(story + "/ko");
        await writer.FillAsync("#Title", "배로 놓은 다리");
        await writer.FillAsync("#Summary", "배 마흔 척이 한강에 길을 냈습니다.");
        await writer.FillAsync("#Body", "새벽에 모였습니다. 배 마흔 척이 나란히 섰습니다.");
        await writer.Locator("[data-insert]").First.ClickAsync(); // without it the editions differ, and nothing is published
        await SendAsync(writer);
        await writer.GotoAsync(story + "/en");
        await SendAsync(writer);

        // Decided on a phone, by somebody else.
        foreach (var language in (string[])["en", "ko"])
        {
            await approver.GotoAsync($"{story}/{language}/review");
            await CheckAsync(approver);
            await PublishAsync(approver);
        }
        await citizen.GotoAsync("/orvelia/en/stories/a-bridge-of-boats");
        await Expect(citizen.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("A bridge of boats");
        await citizen.Locator("nav.langs").GetByRole(AriaRole.Link, new() { Name = "한국어" }).ClickAsync();
        await Expect(citizen.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("배로 놓은 다리");

        // Corrected: nothing changes for the reader until it is approved, and then it says so.
        await writer.GotoAsync(story + "/en");
        await writer.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await writer.FillAsync("#Summary", "Forty boats made a road across the Han.");
        await writer.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Expect(writer.Locator("#errors")).ToBeFocusedAsync(); // a correction says what it corrects
        await writer.FillAsync("#CorrectionNote", "It was a road, not a way.");
        await SendAsync(writer);
        await citizen.GotoAsync("/orvelia/en/stories/a-bridge-of-boats");
        await Expect(citizen.Locator("main")).ToContainTextAsync("Forty boats made a way");
        await approver.GotoAsync(story + "/en/review");
        await PublishAsync(approver);
        await citizen.ReloadAsync();
        await Expect(citizen.Locator("main")).ToContainTextAsync("It was a road, not a way.");
        await Expect(citizen.Locator("main")).ToContainTextAsync("Forty boats made a road");
        await writer.GotoAsync(story + "/en/revisions?from=1&to=2");
        await Expect(writer.Locator(".diff ins").First).ToBeVisibleAsync();
        await CheckEverywhereAsync(writer);

        // Withdrawn: the address stays and says why.
        await approver.GotoAsync(story + "/en/review");
        await approver.GetByText("Withdraw", new() { Exact = true }).First.ClickAsync();
        await approver.FillAsync("#Because", "The photograph was of another river.");
        await approver.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        var gone = await citizen.ReloadAsync();
        Assert.Equal(410, gone!.Status);
        await Expect(citizen.Locator("main")).ToContainTextAsync("The photograph was of another river.");
        await Expect(citizen.Locator("main")).ToContainTextAsync("배로 놓은 다리");
    }

    [Fact]
    public async Task An_embargo_keeps_a_story_from_readers_until_it_is_lifted()
    {
        var writer = await SignInAsync(Attache);
        var approver = await SignInAsync(Head);
        var citizen = await NewcomerAsync(scripts: false);
        var story = await BeginAsync(writer, "The river award");
        await writer.FillAsync("#Summary", "It goes to a class of ten-year-olds.");
        await writer.FillAsync("#Body", "They counted birds for a year.");
        await SendAsync(writer);
        await approver.GotoAsync(story + "/en/review");
        await approver.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await approver.FillAsync("#Embargo", TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        await approver.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(approver.Locator("main")).ToContainTextAsync("Under embargo. It opens by itself");
        Assert.Equal(404, (await citizen.GotoAsync("/orvelia/en/stories/the-river-award"))!.Status);
        await approver.GetByRole(AriaRole.Button, new() { Name = "Open now" }).ClickAsync();
        Assert.Equal(200, (await citizen.GotoAsync("/orvelia/en/stories/the-river-award"))!.Status);
    }

    [Fact]
    public async Task A_text_that_was_sent_back_waits_on_the_writers_home_with_the_note()
    {
        var writer = await SignInAsync(Attache);
        var approver = await SignInAsync(Head);
        var story = await BeginAsync(writer, "Half a story");
        await writer.FillAsync("#Summary", "The other half is missing.");
        await writer.FillAsync("#Body", "To be told.");
        await SendAsync(writer);
        await approver.GotoAsync("/desk/orvelia");
        await approver.Locator("section:has(#waiting)").GetByRole(AriaRole.Link, new() { Name = "Half a story" }).ClickAsync();
        await approver.GotoAsync(story + "/en/review");
        await approver.FillAsync("#Note", "Tell the other half.");
        await approver.GetByRole(AriaRole.Button, new() { Name = "Return with a note" }).ClickAsync();
        await writer.GotoAsync("/desk/orvelia");
        await Expect(writer.Locator("section:has(#waiting)")).ToContainTextAsync("Tell the other half.");
    }

    private static async Task<string> BeginAsync(IPage writer, string title)
    {
        await writer.GotoAsync("/desk/orvelia/stories");
        await writer.GetByRole(AriaRole.Link, new() { Name = "New story" }).First.ClickAsync();
        await writer.FillAsync("#Title", title);
        await writer.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(writer.Locator("#Body")).ToBeVisibleAsync();
        return writer.Url[..writer.Url.LastIndexOf('/')];
    }

    private static async Task SendAsync(IPage writer)
    {
        await writer.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Expect(writer.Locator(".toast")).ToContainTextAsync("Sent for review");
    }

    private static async Task PublishAsync(IPage approver)
    {
        await approver.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await approver.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(approver.Locator("main")).ToContainTextAsync("Published");
    }
}
