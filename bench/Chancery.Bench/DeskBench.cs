using System.Diagnostics;
using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Bench;

/// <summary>Desk pages with 20 programmes and 10,000 actions in the mission: time to the last byte, one person at a time.</summary>
internal static class DeskBench
{
    public static async Task<int> RunAsync()
    {
        var data = await Site.DemoAsync();
        await FillAsync(data);
        await using (var site = await Site.ServeAsync(data))
        {
            using var client = await Site.SignInAsync();
            Console.WriteLine($"{Program.Machine}; 20 programmes, 10,000 actions");
            string[] pages =
            [
                "/desk/orvelia", "/desk/orvelia/programmes", "/desk/orvelia/programmes/bench-7", "/desk/orvelia/programmes/bench-7?view=timeline",
                "/desk/orvelia/programmes/bench-7?view=calendar", "/desk/orvelia/stories", "/desk/orvelia/contacts", "/desk/orvelia/journal",
            ];
            foreach (var page in pages)
            {
                var times = new List<double>();
                for (var view = 0; view < 60; view++)
                {
                    var since = Stopwatch.GetTimestamp();
                    using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
                    await answer.Content.ReadAsByteArrayAsync();
                    if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{page}: {answer.StatusCode}");
                    if (view >= 10) times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                }
                Console.WriteLine($"{page,-55} median {StartBench.Median(times),6:0.0} ms   p95 {times.Order().ElementAt((int)(times.Count * 0.95)),6:0.0} ms (bar: 100 ms)");
            }
        }
        Directory.Delete(data, recursive: true);
        return 0;
    }

    private static async Task FillAsync(string data)
    {
        // By the application's own name it finds the list of its static files.
        await using var app = ChanceryApp.Build(["--applicationName=chancery", $"--Chancery:Data={data}", "--Logging:LogLevel:Default=Warning"]);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        var mission = await db.Missions.SingleAsync(m => m.Slug == "orvelia");
        var campaign = await db.Campaigns.FirstAsync(c => c.MissionId == mission.Id);
        var random = new Random(1);
        var kinds = Enum.GetValues<ActionKind>();
        for (var number = 1; number <= 20; number++)
        {
            db.ChangeTracker.Clear();
            var from = mission.Day(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-30 * number + 60);
            var programme = new Programme
            {
                MissionId = mission.Id, CampaignId = campaign.Id, Slug = $"bench-{number}", Title = new Translated(("en", $"Programme {number}"), ("ko", $"프로그램 {number}")),
                From = from, To = from.AddDays(89), LanguageList = "en,ko", Country = "KR",
            };
            db.Add(programme);
            for (var position = 0; position < 500; position++)
            {
                var action = new PlanAction
                {
                    MissionId = mission.Id, ProgrammeId = programme.Id, Position = position, Kind = kinds[random.Next(kinds.Length)],
                    Title = new Translated(("en", $"Action {number}.{position}"), ("ko", $"활동 {number}.{position}")),
                    Place = new Translated(("en", "Seoul"), ("ko", "서울")),
                };
                var day = from.AddDays(random.Next(80));
                action.Plan(day, day.AddDays(random.Next(8)));
                action.Budget.Add(new BudgetLine { MissionId = mission.Id, ActionId = action.Id, Currency = random.Next(4) == 0 ? "EUR" : "KRW", Planned = random.Next(1000) * 1000 });
                action.Parties.Add(new ActionParty { MissionId = mission.Id, ActionId = action.Id, Role = PartyRole.Organiser, Label = new Translated(("en", "Volunteers"), ("ko", "자원봉사자")) });
                if (position % 2 == 0)
                {
                    var entry = Guid.CreateVersion7();
                    db.Add(new JournalEntry
                    {
                        Id = entry, MissionId = mission.Id, ProgrammeId = programme.Id, ActionId = action.Id, Kind = JournalEntry.Happened,
                        HappenedOn = day, Quantity = random.Next(500), Text = new JournalText { EntryId = entry, Words = new Translated(("en", "It happened.")) },
                    });
                    action.Observe(day, day);
                    action.Complete();
                }
                db.Add(action);
            }
            await db.SaveChangesAsync();
        }
    }
}
