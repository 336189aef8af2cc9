using System.Text.Json;
using System.Text.Json.Serialization;
using Chancery.Kernel;

namespace Chancery.Samples;

/// <summary>
/// A sample programme as data (<c>Samples/*/sample.json</c>). Times are relative: a number is days from today, a text an
/// ISO date. Keys tie the parts together.
/// </summary>
internal sealed record SampleFile(
    SampleMission Mission, List<SamplePerson> People, SampleCampaign Campaign, SampleProgramme Programme, List<SampleContact> Contacts,
    [property: JsonPropertyName("contact_names")] SampleNames? ContactNames, List<SampleObjective> Objectives, List<SampleAction> Actions, List<SamplePicture>? Pictures, List<SampleStory> Stories)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new TextConverter(), new DayConverter() },
    };

    public static async Task<SampleFile> ReadAsync(string folder, CancellationToken stop)
    {
        await using var file = File.OpenRead(Path.Combine(folder, "sample.json"));
        return (await JsonSerializer.DeserializeAsync<SampleFile>(file, Format, stop))!;
    }

    private sealed class TextConverter : JsonConverter<Translated>
    {
        public override Translated Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Translated value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Texts, options);
    }

    private sealed class DayConverter : JsonConverter<SampleDay>
    {
        public override SampleDay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? new SampleDay(reader.GetInt32(), null)
                : new SampleDay(0, DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        public override void Write(Utf8JsonWriter writer, SampleDay value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}

/// <summary>A day: so many days from today, or a date.</summary>
internal sealed record SampleDay(int Offset, DateOnly? Date)
{
    public DateOnly On(DateOnly today) => Date ?? today.AddDays(Offset);
}

internal sealed record SampleMission(
    string Slug, Translated Name, Translated? Issuer, Translated? Address, string? PressEmail, string Zone,
    List<string> Languages, string Country, Translated? City);

internal sealed record SamplePerson(string Key, string Name, string Email, string Role, string Language);

internal sealed record SampleCampaign(string Slug, Translated Title, Translated? Summary, DateOnly? Commemorates, Translated? CommemoratedAs);

internal sealed record SampleProgramme(
    string Slug, Translated Title, Translated? Summary, string Country, SampleDay From, SampleDay To, List<string> Languages, Translated? Source);

internal sealed record SampleContact(
    string Key, string Kind, string Category, Translated Name, Translated? Post, string? Organisation, string? Email, string? Phone,
    Translated? City, string? Language);

internal sealed record SampleNames(
    List<Translated> Surnames, List<Translated> Given,
    [property: JsonPropertyName("foreign_surnames")] List<Translated> ForeignSurnames,
    [property: JsonPropertyName("foreign_given")] List<Translated> ForeignGiven,
    [property: JsonPropertyName("foreign_countries")] List<Translated> ForeignCountries,
    List<Translated> Places, List<SampleOrganisationName> Organisations, List<SamplePostName> Posts);

internal sealed record SampleOrganisationName(string Category, Translated Name);

internal sealed record SamplePostName(List<string> Categories, Translated Name);

internal sealed record SampleObjective(string Key, Translated Statement, Translated? Expected, List<SampleTarget>? Targets);

internal sealed record SampleTarget(Translated Label, decimal? Value, Translated? Unit, string? Figure);

internal sealed record SampleAction(
    string Key, string Kind, Translated Title, Translated? Description, Translated? Place, double? Lat, double? Lon, SampleDay? From, SampleDay? To,
    string? Start, string? End, string Status, string? Objective, List<SampleParty>? Parties, List<SampleBudget>? Budget, List<SampleEntry>? Entries);

internal sealed record SampleParty(string? Contact, Translated? Label, string Role, Translated? Note);

internal sealed record SampleBudget(Translated? Label, string Currency, decimal? Planned, decimal? Spent);

internal sealed record SampleEntry(
    string Key, SampleDay? From, SampleDay? To, string? Time, Translated? Place, Translated Text, decimal? Quantity, Translated? Unit,
    string? By, List<string>? Evidence, List<string>? Links, string? Reverses);

internal sealed record SamplePicture(string Key, string Scene, int Seed, Translated Alt, Translated Caption, Translated Credit);

internal sealed record SampleStory(
    string Slug, string Kind, string Source, bool Programme, string? Lead, int? Published, List<SampleEdition> Editions);

internal sealed record SampleEdition(
    string Language, string State, SampleEmbargo? Embargo, string? Correction, string File, string? CorrectedFile, string? DraftFile);

internal sealed record SampleEmbargo(int Day, string Time);
