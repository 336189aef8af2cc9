using System.Security.Cryptography;
using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>The texts of one transaction: what is new, what became another text, what stays as it is.</summary>
internal sealed class ImportBatch(ChanceryDb db, Mission mission, bool drafts, DateTime now, Words words)
{
    private readonly List<(Edition Edition, DateTime OpensAt)> _publish = [];
    private readonly Dictionary<string, Known> _stories = new(StringComparer.Ordinal);

    public ImportCount Count { get; private set; }

    /// <summary>For people: texts that were left as they are here, and why.</summary>
    public List<string> Notes { get; } = [];

    private sealed class Known(Guid id, Story? added)
    {
        public Guid Id => id;

        /// <summary>The story itself where this batch makes it.</summary>
        public Story? Added => added;

        /// <summary>Language to external id; empty for an edition that was written here.</summary>
        public Dictionary<string, string> Editions { get; init; } = new(StringComparer.Ordinal);
    }

    private sealed record There(Guid Id, Guid StoryId, string ExternalId, string Language, DateTime? OpensAt, string? Hash);

    /// <summary>Adds to the context what is to be saved. Answers the texts that cannot be taken.</summary>
    public async Task<List<(ImportItem Item, string Problem)>> TakeAsync(IReadOnlyList<ImportItem> items, bool isNewMission, CancellationToken stop)
    {
        var there = isNewMission ? [] : await ThereAsync([.. items.Select(i => i.Text!.Id)], stop);
        if (!isNewMission) await ReadStoriesAsync([.. items.Select(i => i.Text!.Story).Distinct(StringComparer.Ordinal)], stop);
        var changing = items.Where(i => there.TryGetValue(i.Text!.Id, out var t) && t.Hash != i.Text.Hash).Select(i => there[i.Text!.Id].Id).ToList();
        var open = changing.Count == 0 ? [] : await db.Editions.Where(e => EF.Parameter(changing).Contains(e.Id)).ToDictionaryAsync(e => e.Id, stop);
        var slugs = await SlugsAsync(items, stop);
        List<(ImportItem, string)> refused = [];
        foreach (var item in items)
        {
            var text = item.Text!;
            if (there.TryGetValue(text.Id, out var known))
            {
                if (known.Language != text.Language || _stories.GetValueOrDefault(text.Story)?.Id != known.StoryId)
                    refused.Add((item, $"\"{text.Id}\" is here already as a text in \"{known.Language}\" of another story; a text keeps its story and its language"));
                else if (open.TryGetValue(known.Id, out var edition)) Change(item, edition, known);
                else await SameAsync(item, known, stop);
                continue;
            }
            if (_stories.GetValueOrDefault(text.Story) is { } story)
            {
                if (story.Editions.TryGetValue(text.Language, out var other))
                {
                    refused.Add((item, $"the story \"{text.Story}\" has a text in \"{text.Language}\" already{(other.Length > 0 ? $" (\"{other}\")" : "")}"));
                    continue;
                }
            }
            else
            {
                var added = new Story { MissionId = mission.Id, Slug = slugs[text.Story], SourceLanguage = text.Language, ExternalId = text.Story, CreatedAt = text.OpensAt(mission.TimeZone) is { } opens && opens < now ? opens : now };
                _stories[text.Story] = story = new Known(added.Id, added);
            }
            // Whichever of its editions comes first, the one that says a kind decides it.
            if (story.Added is { } made && text.Kind is { } kind) made.Kind = kind;
            Add(text, story);
        }
        foreach (var story in _stories.Values) if (story.Added is { } added) db.Add(added);
        Publish();
        return refused;
    }

    private void Add(ImportText text, Known story)
    {
        var edition = new Edition
        {
            MissionId = mission.Id, StoryId = story.Id, Language = text.Language, ExternalId = text.Id,
            Title = text.Title, Summary = text.Summary, Body = text.Body, UpdatedAt = now,
        };
        story.Editions[text.Language] = text.Id;
        if (story.Added is { } added) added.Editions.Add(edition);
        else db.Add(edition);
        Count += new ImportCount { Added = 1 };
        if (!drafts) _publish.Add((edition, text.OpensAt(mission.TimeZone) ?? now));
    }

    /// <summary>A text that is another one in the file than when it was brought over last, or a draft.</summary>
    private void Change(ImportItem item, Edition edition, There known)
    {
        var text = item.Text!;
        var isSame = (edition.Title, edition.Summary, edition.Body) == (text.Title, text.Summary, text.Body);
        if (edition.PublicRevision == 0)
        {
            // A draft that nobody has touched; publishing is left to the desk once somebody has.
            var untouched = edition is { State: EditionState.Draft, WrittenById: null, SubmittedById: null };
            if (isSame && (drafts || !untouched)) Count += new ImportCount { Same = 1 };
            else if (!untouched) Keep(item, "it was changed here");
            else
            {
                (edition.Title, edition.Summary, edition.Body, edition.UpdatedAt) = (text.Title, text.Summary, text.Body, now);
                if (!drafts) _publish.Add((edition, text.OpensAt(mission.TimeZone) ?? now));
                Count += new ImportCount { Changed = 1 };
            }
            return;
        }
        if (edition.State == EditionState.Withdrawn) Keep(item, "it was withdrawn here");
        else if (edition.State != EditionState.Published || known.Hash is null || !LastIsImported(edition, known)) Keep(item, "it was changed here");
        else if (drafts) Keep(item, "it is published, and --drafts publishes nothing");
        else
        {
            edition.Correct();
            (edition.Title, edition.Summary, edition.Body, edition.UpdatedAt) = (text.Title, text.Summary, text.Body, now);
            if (!edition.IsWaiting(now)) edition.CorrectionNote = words.Get(edition.Language, "stories.imported-again");
            _publish.Add((edition, edition.OpensAt!.Value));
            Count += new ImportCount { Changed = 1 };
        }
    }

    private static bool LastIsImported(Edition edition, There known) =>
        StoryText.Hash(edition.Title, edition.Summary, edition.Body) == known.Hash;

    /// <summary>An embargo that was moved on the old site moves here too, unless somebody moved it here.</summary>
    private async Task SameAsync(ImportItem item, There known, CancellationToken stop)
    {
        var opens = item.Text!.OpensAt(mission.TimeZone);
        if (opens is null || known.OpensAt is null || opens == known.OpensAt)
        {
            Count += new ImportCount { Same = 1 };
            return;
        }
        if (known.OpensAt <= now)
        {
            Count += new ImportCount { Same = 1, OtherDate = 1 };
            return;
        }
        var edition = await db.Editions.FirstAsync(e => e.Id == known.Id, stop);
        if (await db.Journal.AnyAsync(e => e.SubjectId == known.Id && e.Kind == "story.embargo-moved", stop)) Keep(item, "its embargo was moved here");
        else if (edition.MoveOpening(opens > now ? opens : null, now) is not null) Keep(item, "it was withdrawn or opened here");
        else
        {
            db.Add(EmbargoJob.For(edition));
            edition.UpdatedAt = now;
            Count += new ImportCount { Changed = 1 };
        }
    }

    private void Keep(ImportItem item, string why)
    {
        Notes.Add($"{item.Where}: left as it is here, because {why}");
        Count += new ImportCount { Kept = 1 };
    }

    /// <summary>Making the HTML is most of the work, and one text knows nothing of another.</summary>
    private void Publish()
    {
        var revisions = new Revision[_publish.Count];
        Parallel.For(0, _publish.Count, i => revisions[i] = _publish[i].Edition.NextRevision(new Dictionary<Guid, Platform.Files.EvidenceFile>(), by: null, now));
        foreach (var ((edition, opensAt), revision) in _publish.Zip(revisions))
        {
            edition.TakeOver(revision, opensAt, now);
            db.Add(revision);
            if (revision.Number == 1 && edition.OpensAt > now) db.Add(EmbargoJob.For(edition));
        }
    }

    /// <summary>Texts that are here, each with the hash of what was brought over last: revisions of the desk name a person.</summary>
    private async Task<Dictionary<string, There>> ThereAsync(string[] ids, CancellationToken stop)
    {
        var found = await db.Editions.Where(e => EF.Parameter(ids).Contains(e.ExternalId)).Select(e => new
        {
            e.Id,
            e.StoryId,
            e.ExternalId,
            e.Language,
            e.OpensAt,
            Hash = e.Revisions.Where(r => r.ById == null).OrderByDescending(r => r.Number).Select(r => r.Hash).FirstOrDefault(),
        }).ToListAsync(stop);
        return found.ToDictionary(e => e.ExternalId!, e => new There(e.Id, e.StoryId, e.ExternalId!, e.Language, e.OpensAt, e.Hash), StringComparer.Ordinal);
    }

    private async Task ReadStoriesAsync(string[] ids, CancellationToken stop)
    {
        var found = await db.Stories.Where(s => EF.Parameter(ids).Contains(s.ExternalId)).Select(s => new { s.Id, s.ExternalId }).ToListAsync(stop);
        foreach (var story in found) _stories[story.ExternalId!] = new Known(story.Id, null);
        var known = found.ToDictionary(s => s.Id, s => _stories[s.ExternalId!]);
        var storyIds = known.Keys.ToArray();
        foreach (var edition in await db.Editions.Where(e => EF.Parameter(storyIds).Contains(e.StoryId)).Select(e => new { e.StoryId, e.Language, e.ExternalId }).ToListAsync(stop))
            known[edition.StoryId].Editions[edition.Language] = edition.ExternalId ?? "";
    }

    /// <summary>
    /// Addresses of the stories that are not here yet. One that is taken gets an end made of the story's id, so that the
    /// same file gives the same addresses whatever came before it.
    /// </summary>
    private async Task<Dictionary<string, string>> SlugsAsync(IReadOnlyList<ImportItem> items, CancellationToken stop)
    {
        var wanted = items.GroupBy(i => i.Text!.Story, StringComparer.Ordinal).Where(g => !_stories.ContainsKey(g.Key)).ToDictionary(g => g.Key, g => Wanted(g.Key, [.. g.Select(i => i.Text!)]), StringComparer.Ordinal);
        if (wanted.Count == 0) return wanted;
        var all = wanted.SelectMany(w => (string[])[w.Value, With(w.Value, w.Key, 6)]).Distinct(StringComparer.Ordinal).ToArray();
        var taken = (await db.Stories.Where(s => EF.Parameter(all).Contains(s.Slug)).Select(s => s.Slug).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        foreach (var (story, slug) in wanted.ToList())
        {
            string[] choice = [slug, With(slug, story, 6), With(slug, story, 32)];
            taken.Add(wanted[story] = choice.First(s => !taken.Contains(s) || s == choice[^1]));
        }
        return wanted;
    }

    private static string Wanted(string story, IReadOnlyList<ImportText> texts)
    {
        if (texts.Select(t => t.Slug).FirstOrDefault(s => s is not null) is { } own) return own;
        // A title in Hangul leaves nothing or a number.
        foreach (var text in texts.OrderBy(t => t.Language == "en" ? 0 : 1))
            if (Cut(Slug.From(text.Title, "")) is var slug && slug.Count(char.IsAsciiLetter) >= 3) return slug;
        var named = Cut(Slug.From(story, ""));
        return named.Any(char.IsAsciiLetter) ? named : With(named.Length > 0 ? "story-" + named : "story", story, named.Length > 0 ? 0 : 6);
    }

    private static string With(string slug, string story, int digits)
    {
        if (digits == 0) return slug;
        var end = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(story)))[..digits];
        return $"{Cut(slug, Slug.MaxLength - digits - 1)}-{end}";
    }

    private static string Cut(string slug, int longest = 60) => slug.Length <= longest ? slug : slug[..(slug.LastIndexOf('-', longest) is > 20 and var at ? at : longest)].Trim('-');
}
