using System.Globalization;
using System.Text;
using Chancery.Features.Contacts;
using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>What the form of an action holds, as it was typed: text, so that nothing typed is lost when it is refused.</summary>
public sealed class ActionForm
{
    private const int TitleLength = 200;
    private const int TextLength = 8000;
    private const int MostRows = 60;

    public Dictionary<string, string?> Title { get; set; } = [];

    public Dictionary<string, string?> Description { get; set; } = [];

    public Dictionary<string, string?> Place { get; set; } = [];

    public string? Kind { get; set; }

    public string? Objective { get; set; }

    public string? Latitude { get; set; }

    public string? Longitude { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public string? StartsAt { get; set; }

    public string? EndsAt { get; set; }

    public List<PartyRow> Parties { get; set; } = [];

    public List<BudgetRow> Budget { get; set; } = [];

    public int Version { get; set; }

    /// <summary>The action as it stood when the form was opened (a snapshot): shows who changed what when two people edit.</summary>
    public string? Was { get; set; }

    /// <summary>The buttons that add and remove rows without a script: <c>party</c>, <c>cost</c>, <c>party:2</c>.</summary>
    internal bool Reshape(string? add, string? remove)
    {
        if (add == "party") Parties.Add(new PartyRow { Role = nameof(PartyRole.Participant) });
        if (add == "cost") Budget.Add(new BudgetRow { Currency = Budget.Count > 0 ? Budget[^1].Currency : "KRW" });
        var parts = remove?.Split(':') ?? [];
        if (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            if (parts[0] == "party" && at < Parties.Count) Parties.RemoveAt(at);
            if (parts[0] == "cost" && at < Budget.Count) Budget.RemoveAt(at);
        }
        return add is not null || remove is not null;
    }

    public static ActionForm Of(PlanAction action, ActionLists lists) => new()
    {
        Title = Texts(action.Title),
        Description = Texts(action.Description),
        Place = Texts(action.Place),
        Kind = action.Kind.ToString(),
        Objective = action.ObjectiveId?.ToString(),
        Latitude = action.Latitude?.ToString("0.######", CultureInfo.InvariantCulture),
        Longitude = action.Longitude?.ToString("0.######", CultureInfo.InvariantCulture),
        From = Typed.Show(action.PlannedFrom),
        To = Typed.Show(action.PlannedTo),
        StartsAt = Typed.Show(action.StartsAt),
        EndsAt = Typed.Show(action.EndsAt),
        Parties = [.. action.Parties.OrderBy(p => p.Position).Select(p => new PartyRow
        {
            Id = p.Id, ContactId = p.ContactId, Role = p.Role.ToString(), Note = Texts(p.Note),
            Who = Texts(p.ContactId is { } contact && lists.Contact(contact) is { } known ? known.Name : p.Label),
        })],
        Budget = [.. action.Budget.OrderBy(b => b.Position).Select(b => new BudgetRow
        {
            Id = b.Id, Label = Texts(b.Label), Currency = b.Currency, Planned = Typed.Show(b.Planned), Spent = Typed.Show(b.Spent),
        })],
        Version = action.Version,
        Was = ActionSnapshot.Of(action).ToJson(),
    };

    /// <summary>Writes what was typed into the action; every refusal names its field. With any, the action is not to be saved.</summary>
    internal List<Refusal> ApplyTo(PlanAction action, ActionLists lists)
    {
        var no = new List<Refusal>();
        var first = lists.Languages[0];
        action.Title = Over(action.Title, Title);
        action.Description = Over(action.Description, Description);
        action.Place = Over(action.Place, Place);
        if (action.Title.IsEmpty) no.Add(new Refusal("plan.no-title", $"Title[{first}]"));
        no.AddRange(Lengths(nameof(Title), Title, TitleLength));
        no.AddRange(Lengths(nameof(Place), Place, TitleLength));
        no.AddRange(Lengths(nameof(Description), Description, TextLength));

        if (Enum.TryParse<ActionKind>(Kind, out var kind) && Enum.IsDefined(kind)) action.Kind = kind;
        else no.Add(new Refusal("plan.no-kind", nameof(Kind)));
        action.ObjectiveId = lists.Objectives.FirstOrDefault(o => o.Id.ToString() == Objective)?.Id;
        if (action.ObjectiveId is null && !string.IsNullOrEmpty(Objective)) no.Add(new Refusal("plan.objective-gone", nameof(Objective)));

        ApplyTimes(action, no);
        ApplyCoordinates(action, no);
        ApplyParties(action, lists, no);
        ApplyBudget(action, no);
        return no;
    }

    private void ApplyTimes(PlanAction action, List<Refusal> no)
    {
        var before = no.Count;
        if (!Typed.TryDate(From, out var from)) no.Add(new Refusal("plan.not-a-date", nameof(From)));
        if (!Typed.TryDate(To, out var to)) no.Add(new Refusal("plan.not-a-date", nameof(To)));
        if (no.Count == before && action.Plan(from, to) is { } refusal) no.Add(refusal);
        before = no.Count;
        if (!Typed.TryTime(StartsAt, out var starts)) no.Add(new Refusal("plan.not-a-time", nameof(StartsAt)));
        if (!Typed.TryTime(EndsAt, out var ends)) no.Add(new Refusal("plan.not-a-time", nameof(EndsAt)));
        if (no.Count > before) return;
        if (starts is null && ends is not null) no.Add(new Refusal("plan.ends-without-start", nameof(StartsAt)));
        if (ends < starts && (to is null || to == from)) no.Add(new Refusal("plan.ends-before-start", nameof(EndsAt)));
        (action.StartsAt, action.EndsAt) = (starts, ends);
    }

    private void ApplyCoordinates(PlanAction action, List<Refusal> no)
    {
        if (!Typed.TryDegrees(Latitude, 90, out var latitude)) no.Add(new Refusal("plan.coordinates", nameof(Latitude)));
        else if (!Typed.TryDegrees(Longitude, 180, out var longitude)) no.Add(new Refusal("plan.coordinates", nameof(Longitude)));
        else if (latitude is null != longitude is null) no.Add(new Refusal("plan.half-coordinates", latitude is null ? nameof(Latitude) : nameof(Longitude)));
        else (action.Latitude, action.Longitude) = (latitude, longitude);
    }

    private void ApplyParties(PlanAction action, ActionLists lists, List<Refusal> no)
    {
        if (Parties.Count > MostRows) no.Add(new Refusal("plan.too-many-rows", nameof(Parties)).With("limit", MostRows));
        var kept = new List<ActionParty>();
        for (var i = 0; i < Math.Min(Parties.Count, MostRows); i++)
        {
            var row = Parties[i];
            var who = Of(row.Who);
            if (who.IsEmpty && Of(row.Note).IsEmpty) continue;
            if (who.IsEmpty) no.Add(new Refusal("plan.no-party-name", $"Parties[{i}].Who[{lists.Languages[0]}]"));
            no.AddRange(Lengths($"Parties[{i}].Who", row.Who, TitleLength));
            no.AddRange(Lengths($"Parties[{i}].Note", row.Note, TitleLength));
            if (!Enum.TryParse<PartyRole>(row.Role, out var role) || !Enum.IsDefined(role))
                no.Add(new Refusal("plan.no-role", $"Parties[{i}].Role"));
            var contact = lists.Named(who, row.ContactId);
            var party = action.Parties.Find(p => p.Id == row.Id) ?? new ActionParty { MissionId = action.MissionId, ActionId = action.Id };
            (party.Position, party.Role, party.ContactId, party.Note) = (kept.Count, role, contact?.Id, Over(party.Note, row.Note));
            party.Label = contact is null ? Over(party.Label, row.Who) : Translated.Empty;
            kept.Add(party);
        }
        action.Parties.RemoveAll(p => !kept.Contains(p));
        action.Parties.AddRange(kept.Where(p => !action.Parties.Contains(p)));
    }

    private void ApplyBudget(PlanAction action, List<Refusal> no)
    {
        if (Budget.Count > MostRows) no.Add(new Refusal("plan.too-many-rows", nameof(Budget)).With("limit", MostRows));
        var kept = new List<BudgetLine>();
        for (var i = 0; i < Math.Min(Budget.Count, MostRows); i++)
        {
            var row = Budget[i];
            var label = Of(row.Label);
            if (label.IsEmpty && string.IsNullOrWhiteSpace(row.Planned) && string.IsNullOrWhiteSpace(row.Spent)) continue;
            no.AddRange(Lengths($"Budget[{i}].Label", row.Label, TitleLength));
            var currency = row.Currency?.Trim().ToUpperInvariant() ?? "";
            if (!Money.IsCurrency(currency)) no.Add(new Refusal("plan.currency", $"Budget[{i}].Currency"));
            if (!Typed.TryAmount(row.Planned, out var planned)) no.Add(new Refusal("plan.not-an-amount", $"Budget[{i}].Planned"));
            if (!Typed.TryAmount(row.Spent, out var spent)) no.Add(new Refusal("plan.not-an-amount", $"Budget[{i}].Spent"));
            var line = action.Budget.Find(b => b.Id == row.Id) ?? new BudgetLine { MissionId = action.MissionId, ActionId = action.Id };
            (line.Position, line.Label, line.Currency, line.Planned, line.Spent) = (kept.Count, Over(line.Label, row.Label), currency, planned, spent);
            kept.Add(line);
        }
        action.Budget.RemoveAll(b => !kept.Contains(b));
        action.Budget.AddRange(kept.Where(b => !action.Budget.Contains(b)));
    }

    internal static Translated Of(Dictionary<string, string?> texts) =>
        new(texts.Where(t => Language.IsKnown(t.Key)).Select(t => KeyValuePair.Create(t.Key, t.Value?.ReplaceLineEndings("\n") ?? "")));

    /// <summary>What was typed, and the texts of languages that the form does not show.</summary>
    private static Translated Over(Translated old, Dictionary<string, string?> typed) =>
        new(old.Texts.Where(t => !typed.ContainsKey(t.Key)).Concat(Of(typed).Texts));

    internal static Dictionary<string, string?> Texts(Translated text) => text.Texts.ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal);

    private static IEnumerable<Refusal> Lengths(string field, Dictionary<string, string?> texts, int limit) =>
        texts.Where(t => t.Value?.Length > limit).Select(t => new Refusal("plan.too-long", $"{field}[{t.Key}]").With("limit", limit));
}

/// <summary>A party of the form. A name that is a contact's name is that contact; any other is a label.</summary>
public sealed class PartyRow
{
    public Guid? Id { get; set; }

    public Guid? ContactId { get; set; }

    public string? Role { get; set; }

    public Dictionary<string, string?> Who { get; set; } = [];

    public Dictionary<string, string?> Note { get; set; } = [];
}

/// <summary>A budget line of the form.</summary>
public sealed class BudgetRow
{
    public Guid? Id { get; set; }

    public Dictionary<string, string?> Label { get; set; } = [];

    public string? Currency { get; set; }

    public string? Planned { get; set; }

    public string? Spent { get; set; }
}
