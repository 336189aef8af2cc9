using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Journal;

namespace Chancery.Tests.Campaigns;

/// <summary>A small valid plan; a test states only what it is about.</summary>
internal sealed class PlanGiven
{
    private int _position;

    public PlanGiven(Guid mission, string slug)
    {
        Campaign = new Campaign
        {
            MissionId = mission, Slug = "c-" + slug, Title = new Translated(("en", "Living Rivers"), ("ko", "살아 있는 강")),
            Commemorates = new DateOnly(1992, 2, 26), CommemoratedAs = new Translated(("en", "The charter"), ("ko", "강 헌장")),
        };
        Programme = new Programme
        {
            MissionId = mission, CampaignId = Campaign.Id, Slug = slug, Title = new Translated(("en", "Rivers 2026"), ("ko", "2026 강 주간")),
            Country = "KR", LanguageList = "en,ko", From = new DateOnly(2026, 9, 1), To = new DateOnly(2026, 10, 15),
        };
    }

    public Campaign Campaign { get; }

    public Programme Programme { get; }

    public List<PlanAction> Actions { get; } = [];

    public List<JournalEntry> Entries { get; } = [];

    public object[] Rows => [Campaign, Programme, .. Actions, .. Entries];

    public PlanAction Action(string title, string? from = null, string? to = null, ActionKind kind = ActionKind.Event)
    {
        var action = new PlanAction
        {
            MissionId = Programme.MissionId, ProgrammeId = Programme.Id, Position = ++_position, Kind = kind,
            Title = new Translated(("en", title), ("ko", title + " 활동")),
        };
        Assert.Null(action.Plan(Day(from), Day(to)));
        Actions.Add(action);
        return action;
    }

    public JournalEntry Entry(PlanAction action, bool evidence, JournalEntry? reverses = null)
    {
        var id = Guid.CreateVersion7();
        var entry = new JournalEntry
        {
            Id = id, MissionId = Programme.MissionId, ProgrammeId = Programme.Id, ActionId = action.Id,
            Kind = reverses is null ? JournalEntry.Happened : JournalEntry.Reversal, Reverses = reverses?.Id, HappenedOn = action.PlannedFrom,
            Evidence = evidence ? [new EntryEvidence { EntryId = id, Link = "https://example.org/proof" }] : [],
        };
        Entries.Add(entry);
        return entry;
    }

    public static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
