using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Campaigns;

/// <summary>A small plan of the mission "seoul": one programme, three actions that run today, one contact.</summary>
internal sealed class GivenPlan
{
    public required Programme Programme { get; init; }

    public required IReadOnlyList<PlanAction> Actions { get; init; }

    public required Contact Contact { get; init; }

    public string First => $"/desk/seoul/actions/{Actions[0].Id}";

    public static async Task<GivenPlan> In(House.House house)
    {
        var campaign = new Campaign { MissionId = house.Seoul, Slug = "rivers-" + Guid.CreateVersion7().ToString("N"), Title = new Translated(("en", "Rivers")) };
        var programme = new Programme
        {
            MissionId = house.Seoul, CampaignId = campaign.Id, Slug = "week-" + Guid.CreateVersion7().ToString("N"), LanguageList = "en,ko",
            Title = new Translated(("en", "Rivers Week"), ("ko", "강 주간")), From = new DateOnly(2026, 9, 14), To = new DateOnly(2026, 9, 20),
        };
        var contact = new Contact { MissionId = house.Seoul, Name = new Translated(("en", "Gangbeot Students"), ("ko", "강벗 학생회 " + Guid.CreateVersion7())) };
        var actions = Enumerable.Range(1, 3).Select(i =>
        {
            var action = new PlanAction
            {
                MissionId = house.Seoul, ProgrammeId = programme.Id, Position = i * 10, Kind = ActionKind.Distribution,
                Title = new Translated(("en", $"Hand-out {i}"), ("ko", $"배포 {i}")), Place = new Translated(("en", "Yeouido")),
            };
            action.Plan(new DateOnly(2026, 9, 14), new DateOnly(2026, 9, 20));
            return action;
        }).ToList();
        actions[0].Parties.Add(new ActionParty { MissionId = house.Seoul, ActionId = actions[0].Id, Position = 0, ContactId = contact.Id, Role = PartyRole.Distributor });
        actions[0].Parties.Add(new ActionParty { MissionId = house.Seoul, ActionId = actions[0].Id, Position = 1, Label = new Translated(("en", "Foreign students")), Role = PartyRole.Participant });
        actions[0].Budget.Add(new BudgetLine { MissionId = house.Seoul, ActionId = actions[0].Id, Label = new Translated(("en", "Printing")), Currency = "KRW", Planned = 1_800_000, Spent = 1_764_000 });
        await house.Given([campaign, programme, contact, .. actions]);
        return new GivenPlan { Programme = programme, Actions = actions, Contact = contact };
    }

    public static Task<PlanAction> Whole(House.House house, Guid id) => house.Rows(db => db.Set<PlanAction>().AsNoTracking()
        .Include(a => a.Parties).Include(a => a.Budget).SingleAsync(a => a.Id == id));

    public static async Task<string> Snapshot(House.House house, Guid id) => ActionSnapshot.Of(await Whole(house, id)).ToJson();

    public static Task<List<JournalEntry>> Entries(House.House house, Guid action) => house.Rows(db => db.Set<JournalEntry>().AsNoTracking()
        .Include(e => e.Text).Include(e => e.Evidence).Where(e => e.ActionId == action).OrderBy(e => e.Sequence).ToListAsync());

    public static Task<List<PlanChange>> Changes(House.House house, Guid action) => house.Rows(db => db.Set<PlanChange>().AsNoTracking()
        .Where(c => c.ActionId == action).OrderBy(c => c.VersionAfter).ThenBy(c => c.At).ToListAsync());

    public static async Task<string> UndoOfLast(House.House house, Guid action) =>
        $"/desk/seoul/actions/{action}?handler=undo&change={(await Changes(house, action))[^1].Id}";
}
