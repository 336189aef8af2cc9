using System.Globalization;
using System.Text.Json;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;

namespace Chancery.Features.Stories;

/// <summary>The journal entries of Stories: codes, ids and hashes in the payload, a person's words in the text only.</summary>
internal static class StoryJournal
{
    /// <summary>About the story itself.</summary>
    public static JournalEntry Entry(this Story story, Visit visit, string kind, object? payload = null) =>
        Make(story, story.Id, visit, kind, payload, Translated.Empty);

    /// <summary>About one edition. <paramref name="words"/> is what the person wrote about the act (a note, a reason).</summary>
    public static JournalEntry Entry(
        this Story story, Edition edition, Visit visit, string kind, object? payload = null, string words = "", string language = "en") =>
        Make(story, edition.Id, visit, kind, payload ?? new { edition = edition.Id, language = edition.Language },
            words.Length == 0 ? Translated.Empty : new Translated((language, words)));

    /// <summary>An embargo ended by itself. The job lends its id, so that a job run twice makes one entry.</summary>
    public static JournalEntry Opened(Story story, Edition edition, Mission mission, Guid job) => new()
    {
        Id = job, MissionId = story.MissionId, Kind = "story.opened", ProgrammeId = story.ProgrammeId, SubjectId = edition.Id,
        HappenedOn = mission.Day(edition.OpensAt!.Value),
        Payload = Json(new { edition = edition.Id, language = edition.Language, opensAt = Instant(edition.OpensAt.Value) }),
    };

    /// <summary>2026-09-17T06:00:00.0000000Z</summary>
    public static string? Instant(DateTime? utc) => utc?.ToString("O", CultureInfo.InvariantCulture);

    private static JournalEntry Make(Story story, Guid subject, Visit visit, string kind, object? payload, Translated words)
    {
        var id = Guid.CreateVersion7();
        return new JournalEntry
        {
            Id = id, MissionId = story.MissionId, Kind = kind, ProgrammeId = story.ProgrammeId, SubjectId = subject,
            ById = visit.Person.Id, HappenedOn = visit.Today, Payload = payload is null ? "{}" : Json(payload),
            Text = words.IsEmpty ? null : new JournalText { EntryId = id, Words = words },
        };
    }

    private static string Json(object payload) => JsonSerializer.Serialize(payload);
}
