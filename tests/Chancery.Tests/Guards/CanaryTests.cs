using System.Net;
using Chancery.Platform.Access;
using Chancery.Tests.House;

namespace Chancery.Tests.Guards;

/// <summary>
/// Every text of a mission holds a word that stands nowhere else. Whoever belongs to another mission reads everything
/// there is to read, and never meets it.
/// </summary>
public sealed class CanaryTests(EverythingHouse house) : IClassFixture<EverythingHouse>
{
    private static readonly string[] Before = ["Campaign ", "Programme ", "Objective ", "Target ", "Contact ", "Action ", "Line ", "Story ", "Draft ", "Happened ", "Alt "];

    [Fact]
    public async Task Nobody_of_another_mission_ever_meets_a_word_of_this_one()
    {
        var rows = await house.RowsAsync();
        var canary = EverythingHouse.Canary("seoul");
        var doors = (await Door.AllAsync(house.Services)).Where(d => d is { Method: "GET", IsFile: false }).ToList();
        var leaks = new SortedSet<string>(StringComparer.Ordinal);
        var read = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            var visitor = await house.As(role, "other");
            var token = house.Anonymous();
            token.Client.DefaultRequestHeaders.Authorization = new("Bearer", await house.TokenOf(House.House.EmailOf(role, "other"), "other"));
            foreach (var door in doors.Where(d => !d.Asks.Public))
            {
                var client = (door.IsApi ? token : visitor).Client;
                // One's own addresses, with words to search for; then the other's; then one's own with the other's rows.
                foreach (var path in (string?[])[door.In("other", rows["other"]), door.In("seoul", rows["seoul"]), door.In("other", rows["seoul"])])
                {
                    if (path is null) continue;
                    foreach (var query in (string[])["", $"?q={canary}&text={canary}&search={canary}&party={rows["seoul"].Contact}&action={rows["seoul"].Action}&objective={rows["seoul"].Objective}"])
                    {
                        using var answer = await client.GetAsync(new Uri(path + query, UriKind.Relative), TestContext.Current.CancellationToken);
                        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                        read++;
                        // The address they asked for comes back to them; what stands in a row has a word before it.
                        foreach (var typed in (string[])[rows["seoul"].Programme, rows["seoul"].Campaign, rows["seoul"].StorySlug]) text = text.Replace(typed, "", StringComparison.Ordinal);
                        if (query.Length > 0) text = text.Contains(canary + " 이름", StringComparison.Ordinal) || Before.Any(word => text.Contains(word + canary, StringComparison.Ordinal)) ? text : "";
                        if (text.Contains(canary, StringComparison.Ordinal)) leaks.Add($"{path}{query} as {role} of other ({(int)answer.StatusCode})");
                    }
                }
            }
        }
        Assert.True(read > 500);
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    [Fact]
    public async Task The_public_reads_what_was_published_and_nothing_of_the_desk()
    {
        var rows = await house.RowsAsync();
        var anyone = house.Anonymous();
        var texts = new List<(string Path, string Text)>();
        foreach (var door in (await Door.AllAsync(house.Services)).Where(d => d is { Method: "GET", IsFile: false, Asks.Public: true }))
        {
            if (door.In("seoul", rows["seoul"]) is not { } path || path.StartsWith("/calendar/", StringComparison.Ordinal) || path.StartsWith("/account/invitation/", StringComparison.Ordinal)) continue;
            texts.Add((path, (await anyone.Get(path)).Text));
        }
        Assert.Contains(texts, t => t.Text.Contains("Story " + EverythingHouse.Canary("seoul"), StringComparison.Ordinal));
        foreach (var secret in (string[])["Draft", "Contact", "Action", "Happened", "Line", "Note", "Post"])
        {
            var found = texts.Where(t => t.Text.Contains($"{secret} {EverythingHouse.Canary("seoul")}", StringComparison.Ordinal)).Select(t => t.Path).ToList();
            Assert.True(found.Count == 0, $"“{secret} …” of the desk stands at {string.Join(", ", found)}");
        }
    }
}
