using Chancery.Platform.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>Two people at the same record: the second sees both texts, and nothing is overwritten.</summary>
public sealed class ConflictTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    [Fact]
    public async Task Whoever_saves_an_action_second_chooses_between_both_texts()
    {
        await GiveRoleAsync(Head, Role.Editor);
        var (first, second) = (await SignInAsync(Attache), await SignInAsync(Head, "ko", Phone));
        await first.GotoAsync("/desk/orvelia/programmes/rivers-week?text=Gapcheon+clean-up");
        await first.Locator(".plan-list tbody th a").First.ClickAsync();
        var action = first.Url.Split('?')[0];
        await first.GotoAsync(action + "/edit");
        await second.GotoAsync(action + "/edit");
        await first.FillAsync("[name='Form.Title[en]']", "Gapcheon clean-up at dawn");
        await first.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await second.FillAsync("[name='Form.Title[en]']", "Gapcheon clean-up at dusk");
        await second.GetByRole(AriaRole.Button, new() { Name = "저장" }).Last.ClickAsync();
        await Expect(second.Locator("main")).ToContainTextAsync("Gapcheon clean-up at dawn");
        await Expect(second.Locator("main")).ToContainTextAsync("Gapcheon clean-up at dusk");
        await CheckAsync(second);
        await second.Locator("label.choice", new() { HasText = "at dawn" }).ClickAsync();
        await second.Locator(".savebar button").ClickAsync();
        await second.GotoAsync(action + "/edit");
        await Expect(second.Locator("[name='Form.Title[en]']")).ToHaveValueAsync("Gapcheon clean-up at dawn");
    }

    [Fact]
    public async Task Whoever_saves_a_text_second_sees_what_differs_and_loses_nothing()
    {
        var (first, second) = (await SignInAsync(Attache), await SignInAsync(Translator, "ko"));
        await first.GotoAsync("/desk/orvelia/stories?State=Draft");
        var edition = (await first.Locator("tr").Filter(new() { HasText = "the first four days" }).Locator("td.wide a").First.GetAttributeAsync("href"))!;
        await first.GotoAsync(edition);
        await second.GotoAsync(edition);
        await first.FillAsync("#Summary", "Four days, told by the journal.");
        await first.ClickAsync("#save");
        await Expect(first.Locator("#saved, .toast").Filter(new() { HasText = "Saved" }).First).ToBeVisibleAsync();
        await second.FillAsync("#Summary", "Four days in numbers.");
        await Expect(second.Locator("#saved.late")).ToBeVisibleAsync(); // the script stops saving and says why
        await second.ClickAsync("#save");
        await Expect(second.Locator("main")).ToContainTextAsync("Four days, told by the journal.");
        await Expect(second.Locator("#Summary")).ToHaveValueAsync("Four days in numbers.");
        await CheckEverywhereAsync(second);
        await second.Locator("#conflict .btn-1").ClickAsync();
        await second.GotoAsync(edition);
        await Expect(second.Locator("#Summary")).ToHaveValueAsync("Four days in numbers.");
    }
}
