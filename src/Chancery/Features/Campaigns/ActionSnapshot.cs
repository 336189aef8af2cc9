using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>
/// Everything of an action that people decide, as it stood before a change: what undo puts back, to the byte. The actual
/// period is not in it (the journal decides that), nor the version (which only goes up).
/// </summary>
internal sealed record ActionSnapshot(
    Guid? ObjectiveId, int Position, ActionKind Kind, Translated Title, Translated Description, Translated Place,
    double? Latitude, double? Longitude, DateOnly? PlannedFrom, DateOnly? PlannedTo, TimeOnly? StartsAt, TimeOnly? EndsAt,
    ActionStatus Status, Translated CancelReason,
    IReadOnlyList<ActionSnapshot.Party> Parties, IReadOnlyList<ActionSnapshot.Line> Budget)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new TranslatedJson() },
    };

    public static ActionSnapshot Of(PlanAction a) => new(
        a.ObjectiveId, a.Position, a.Kind, a.Title, a.Description, a.Place, a.Latitude, a.Longitude,
        a.PlannedFrom, a.PlannedTo, a.StartsAt, a.EndsAt, a.Status, a.CancelReason,
        [.. a.Parties.OrderBy(p => p.Position).ThenBy(p => p.Id).Select(p => new Party(p.Id, p.Position, p.ContactId, p.Label, p.Role, p.Note))],
        [.. a.Budget.OrderBy(b => b.Position).ThenBy(b => b.Id).Select(b => new Line(b.Id, b.Position, b.Label, b.Currency, b.Planned, b.Spent))]);

    public static ActionSnapshot Parse(string json) => JsonSerializer.Deserialize<ActionSnapshot>(json, Json)!;

    /// <summary>Null for what is no snapshot: it came with a form.</summary>
    public static ActionSnapshot? TryParse(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<ActionSnapshot>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An action that is in no table, to be looked at.</summary>
    public PlanAction Apart(PlanAction like)
    {
        var apart = new PlanAction { Id = like.Id, MissionId = like.MissionId, ProgrammeId = like.ProgrammeId, Title = Title };
        RestoreTo(apart);
        return apart;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Puts everything back but the position, which concerns the neighbours too (<see cref="PlanOrder"/>).</summary>
    public void RestoreTo(PlanAction a)
    {
        (a.ObjectiveId, a.Kind) = (ObjectiveId, Kind);
        (a.Title, a.Description, a.Place) = (Title, Description, Place);
        (a.Latitude, a.Longitude) = (Latitude, Longitude);
        (a.PlannedFrom, a.PlannedTo, a.StartsAt, a.EndsAt) = (PlannedFrom, PlannedTo, StartsAt, EndsAt);
        a.Restore(Status, CancelReason);

        a.Parties.RemoveAll(p => Parties.All(was => was.Id != p.Id));
        foreach (var was in Parties)
        {
            var party = a.Parties.Find(p => p.Id == was.Id);
            if (party is null) a.Parties.Add(party = new ActionParty { Id = was.Id, MissionId = a.MissionId, ActionId = a.Id });
            (party.Position, party.ContactId, party.Label, party.Role, party.Note) = (was.Position, was.ContactId, was.Label, was.Role, was.Note);
        }
        a.Budget.RemoveAll(b => Budget.All(was => was.Id != b.Id));
        foreach (var was in Budget)
        {
            var line = a.Budget.Find(b => b.Id == was.Id);
            if (line is null) a.Budget.Add(line = new BudgetLine { Id = was.Id, MissionId = a.MissionId, ActionId = a.Id });
            (line.Position, line.Label, line.Currency, line.Planned, line.Spent) = (was.Position, was.Label, was.Currency, was.Planned, was.Spent);
        }
    }

    internal sealed record Party(Guid Id, int Position, Guid? ContactId, Translated Label, PartyRole Role, Translated Note);

    internal sealed record Line(Guid Id, int Position, Translated Label, string Currency, decimal? Planned, decimal? Spent);

    private sealed class TranslatedJson : JsonConverter<Translated>
    {
        public override Translated Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Translated value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Texts, options);
    }
}
