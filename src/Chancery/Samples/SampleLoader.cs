using System.Globalization;
using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Parity;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Storage;

namespace Chancery.Samples;

/// <summary>
/// Turns a sample into records, through the records' own rules: what is published was sent for review, approved by
/// another person and published, as at a desk.
/// </summary>
internal sealed class SampleLoader(ChanceryDb db, FileStore files, TimeProvider clock, IReadOnlyDictionary<string, (Person Person, Role Role)> people)
{
    private readonly DateTime _now = clock.GetUtcNow().UtcDateTime;
    private readonly Dictionary<string, Guid> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EvidenceFile> _pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _objectives = new(StringComparer.Ordinal);
    private Mission _mission = null!;
    private DateOnly _today;

    private Person Writer => people["marten"].Person;

    private Person Head => people["valk"].Person;

    public async Task<Mission> LoadAsync(string folder, CancellationToken stop)
    {
        var sample = await SampleFile.ReadAsync(folder, stop);
        AddMission(sample.Mission);
        await DrawPicturesAsync(sample, Path.Combine(Path.GetDirectoryName(folder)!, "pictures"), stop);
        AddContacts(sample);
        var programme = AddProgramme(sample);
        var entries = AddActions(sample, programme);
        AddStories(sample, programme, folder, entries);
        // The journal is told in the order in which things happened, as if each had been recorded on its day.
        db.AddRange(entries.OrderBy(e => e.HappenedOn is null ? 0 : 1).ThenBy(e => e.HappenedOn).ThenBy(e => e.HappenedAt).ThenBy(e => e.Reverses is null ? 0 : 1));
        await db.SaveChangesAsync(stop);
        return _mission;
    }

    private void AddMission(SampleMission mission)
    {
        _mission = new Mission
        {
            Slug = mission.Slug, Name = mission.Name, Issuer = mission.Issuer ?? Translated.Empty, Address = mission.Address ?? Translated.Empty,
            City = mission.City ?? Translated.Empty, PressEmail = mission.PressEmail ?? "", Zone = mission.Zone,
            LanguageList = string.Join(',', mission.Languages), Country = mission.Country, CreatedAt = _now,
        };
        _today = _mission.Day(_now);
        db.AddMission(_mission);
        // The reviewer sits at headquarters: one membership for every mission, made with the person.
        foreach (var (person, role) in people.Values.Where(m => m.Role != Role.Reviewer))
            db.Add(new Membership { PersonId = person.Id, MissionId = _mission.Id, Role = role, Since = _now });
    }

    private async Task DrawPicturesAsync(SampleFile sample, string scenes, CancellationToken stop)
    {
        var drawn = new System.Collections.Concurrent.ConcurrentDictionary<string, StoredFile>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(sample.Pictures ?? [], stop, async (picture, token) =>
            drawn[picture.Key] = await SamplePictures.DrawAsync(files, Path.Combine(scenes, picture.Scene + ".svg"), picture.Seed, token));
        foreach (var picture in sample.Pictures ?? [])
        {
            var file = drawn[picture.Key];
            var evidence = new EvidenceFile
            {
                MissionId = _mission.Id, Sha256 = file.Sha256, Size = file.Size, MediaType = "image/jpeg", Name = picture.Key + ".jpg",
                Width = SamplePictures.Width, Height = SamplePictures.Height, Alt = picture.Alt, Caption = picture.Caption, Credit = picture.Credit,
                ById = Writer.Id, ReceivedAt = _now,
            };
            _pictures[picture.Key] = evidence;
            db.Add(evidence);
        }
    }

    private void AddContacts(SampleFile sample)
    {
        foreach (var contact in sample.Contacts) _contacts[contact.Key] = Guid.CreateVersion7();
        foreach (var contact in sample.Contacts)
        {
            db.Add(new Contact
            {
                Id = _contacts[contact.Key], MissionId = _mission.Id,
                Kind = Parse<ContactKind>(contact.Kind), Category = Parse<ContactCategory>(contact.Category),
                Name = contact.Name, Post = contact.Post ?? Translated.Empty,
                OrganisationId = contact.Organisation is { } organisation ? _contacts[organisation] : null,
                Email = contact.Email ?? "", Phone = contact.Phone ?? "", City = contact.City ?? Translated.Empty,
                Language = contact.Language ?? "en", SearchText = Contact.Folded(contact.Name, contact.Post ?? Translated.Empty, contact.Email ?? ""),
            });
        }
        if (sample.ContactNames is { } names)
        {
            foreach (var contact in SampleContacts.Make(names, _mission.Id, 300 - sample.Contacts.Count)) db.Add(contact);
        }
    }

    private Programme AddProgramme(SampleFile sample)
    {
        var campaign = new Campaign
        {
            MissionId = _mission.Id, Slug = sample.Campaign.Slug, Title = sample.Campaign.Title, Summary = sample.Campaign.Summary ?? Translated.Empty,
            Commemorates = sample.Campaign.Commemorates, CommemoratedAs = sample.Campaign.CommemoratedAs ?? Translated.Empty,
        };
        var programme = new Programme
        {
            MissionId = _mission.Id, CampaignId = campaign.Id, Slug = sample.Programme.Slug, Title = sample.Programme.Title,
            Summary = sample.Programme.Summary ?? Translated.Empty, Source = sample.Programme.Source ?? Translated.Empty, Country = sample.Programme.Country,
            From = sample.Programme.From.On(_today), To = sample.Programme.To.On(_today), LanguageList = string.Join(',', sample.Programme.Languages),
        };
        foreach (var (objective, position) in sample.Objectives.Select((o, i) => (o, i)))
        {
            var row = new Objective
            {
                MissionId = _mission.Id, ProgrammeId = programme.Id, Position = position,
                Statement = objective.Statement, Expected = objective.Expected ?? Translated.Empty,
            };
            _objectives[objective.Key] = row.Id;
            row.Targets.AddRange((objective.Targets ?? []).Select((target, i) => new Target
            {
                MissionId = _mission.Id, ObjectiveId = row.Id, Position = i, Label = target.Label, Value = target.Value,
                Unit = target.Unit ?? Translated.Empty, FigureId = target.Figure,
            }));
            programme.Objectives.Add(row);
        }
        db.Add(campaign);
        db.Add(programme);
        return programme;
    }

    private List<JournalEntry> AddActions(SampleFile sample, Programme programme)
    {
        var all = new List<JournalEntry>();
        foreach (var (sampled, position) in sample.Actions.Select((a, i) => (a, i)))
        {
            var action = new PlanAction
            {
                MissionId = _mission.Id, ProgrammeId = programme.Id, Position = position, Kind = Parse<ActionKind>(sampled.Kind), Title = sampled.Title,
                ObjectiveId = sampled.Objective is { } key ? _objectives[key] : null,
                Description = sampled.Description ?? Translated.Empty, Place = sampled.Place ?? Translated.Empty,
                Latitude = sampled.Lat, Longitude = sampled.Lon, StartsAt = Time(sampled.Start), EndsAt = Time(sampled.End),
            };
            Must(action.Plan(sampled.From?.On(_today), sampled.To?.On(_today)));
            action.Parties.AddRange((sampled.Parties ?? []).Select((party, i) => new ActionParty
            {
                MissionId = _mission.Id, ActionId = action.Id, Position = i, Role = Parse<PartyRole>(party.Role),
                ContactId = party.Contact is { } contact ? _contacts[contact] : null,
                Label = party.Label ?? Translated.Empty, Note = party.Note ?? Translated.Empty,
            }));
            action.Budget.AddRange((sampled.Budget ?? []).Select((line, i) => new BudgetLine
            {
                MissionId = _mission.Id, ActionId = action.Id, Position = i, Label = line.Label ?? Translated.Empty,
                Currency = line.Currency, Planned = line.Planned, Spent = line.Spent,
            }));
            var entries = EntriesOf(sampled, action);
            var standing = entries.Where(e => e.Kind == JournalEntry.Happened && !entries.Exists(r => r.Reverses == e.Id)).ToList();
            action.Observe(standing.Min(e => e.HappenedOn), standing.Max(e => e.HappenedTo ?? e.HappenedOn));
            if (sampled.Status == "done") Must(action.Complete());
            if (sampled.Status == "cancelled") Must(action.Cancel(Translated.Empty));
            db.Add(action);
            all.AddRange(entries);
        }
        return all;
    }

    private List<JournalEntry> EntriesOf(SampleAction sampled, PlanAction action)
    {
        var ids = (sampled.Entries ?? []).ToDictionary(e => e.Key, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        return [.. (sampled.Entries ?? []).Select(entry => new JournalEntry
        {
            Id = ids[entry.Key], MissionId = _mission.Id, ProgrammeId = action.ProgrammeId, ActionId = action.Id,
            Kind = entry.Reverses is null ? JournalEntry.Happened : JournalEntry.Reversal,
            Reverses = entry.Reverses is { } reversed ? ids[reversed] : null,
            HappenedOn = entry.From?.On(_today), HappenedTo = entry.To?.On(_today), HappenedAt = Time(entry.Time),
            ById = (entry.By is { } by ? people[by].Person : Writer).Id, Quantity = entry.Quantity,
            Text = new JournalText
            {
                EntryId = ids[entry.Key], Words = entry.Text, Place = entry.Place ?? Translated.Empty, Unit = entry.Unit ?? Translated.Empty,
            },
            Evidence =
            [
                .. (entry.Evidence ?? []).Select((key, i) => new EntryEvidence
                {
                    EntryId = ids[entry.Key], Position = i, FileId = _pictures[key].Id, Sha256 = _pictures[key].Sha256,
                }),
                .. (entry.Links ?? []).Select((link, i) => new EntryEvidence { EntryId = ids[entry.Key], Position = 100 + i, Link = link }),
            ],
        })];
    }

    private void AddStories(SampleFile sample, Programme programme, string folder, List<JournalEntry> entries)
    {
        foreach (var sampled in sample.Stories)
        {
            var published = Moment(_today.AddDays(sampled.Published ?? 0), new TimeOnly(10, 0));
            if (published > _now.AddMinutes(-40)) published = _now.AddMinutes(-40);
            var story = new Story
            {
                MissionId = _mission.Id, ProgrammeId = sampled.Programme ? programme.Id : null, Kind = Parse<StoryKind>(sampled.Kind), Slug = sampled.Slug,
                SourceLanguage = sampled.Source, LeadId = sampled.Lead is { } lead ? _pictures[lead].Id : null,
                CreatedAt = published.AddDays(-1), ById = Writer.Id,
            };
            story.Editions.AddRange(sampled.Editions.Select(e => EditionOf(e, story, folder, published, entries)));
            db.Add(story);
            db.AddRange(story.Editions.Where(e => e.Language != story.SourceLanguage).Select(e => ParityJob.For(e, _now)));
        }
    }

    private Edition EditionOf(SampleEdition sampled, Story story, string folder, DateTime published, List<JournalEntry> entries)
    {
        var text = SampleStoryText.Read(Path.Combine(folder, "stories", sampled.File), _pictures);
        var edition = new Edition
        {
            MissionId = _mission.Id, StoryId = story.Id, Language = sampled.Language,
            Title = text.Title, Summary = text.Summary, Body = text.Body, WrittenById = Writer.Id, UpdatedAt = published.AddHours(-20),
            EmbargoUntil = sampled.Embargo is { } embargo ? Moment(_today.AddDays(embargo.Day), TimeOnly.Parse(embargo.Time, CultureInfo.InvariantCulture)) : null,
        };
        if (sampled.State == "draft") return edition;
        Must(edition.SendForReview(Writer.Id));
        if (sampled.State == "in-review") return edition;
        Must(edition.Approve(Head.Id, twoPeople: true));
        if (sampled.State == "approved") return edition;
        Publish(edition, story, published, "", entries);
        if (sampled.CorrectedFile is { } corrected)
        {
            Must(edition.Correct());
            var second = SampleStoryText.Read(Path.Combine(folder, "stories", corrected), _pictures);
            (edition.Title, edition.Summary, edition.Body, edition.CorrectionNote) = (second.Title, second.Summary, second.Body, sampled.Correction ?? "");
            Must(edition.SendForReview(Writer.Id));
            Must(edition.Approve(Head.Id, twoPeople: true));
            Publish(edition, story, published.AddHours(22) < _now ? published.AddHours(22) : _now, edition.CorrectionNote, entries);
        }
        if (sampled.DraftFile is { } draft)
        {
            // A correction under way: what the public reads stays as it is.
            Must(edition.Correct());
            var working = SampleStoryText.Read(Path.Combine(folder, "stories", draft), _pictures);
            Must(edition.Write(working.Title, working.Summary, working.Body, Writer.Id, _now));
            entries.Add(new JournalEntry
            {
                Id = Guid.CreateVersion7(), MissionId = _mission.Id, Kind = "story.correction-started", ProgrammeId = story.ProgrammeId, SubjectId = edition.Id,
                ById = Writer.Id, HappenedOn = _today, Payload = $$"""{"edition":"{{edition.Id}}","language":"{{edition.Language}}"}""",
            });
        }
        if (sampled.State == "withdrawn") Must(edition.Withdraw(sampled.Language == "ko" ? "행사가 취소되어 안내를 내렸습니다." : "The event was cancelled, so its announcement was withdrawn."));
        return edition;
    }

    private void Publish(Edition edition, Story story, DateTime at, string note, List<JournalEntry> entries)
    {
        var revision = new Revision
        {
            MissionId = _mission.Id, EditionId = edition.Id, Number = edition.PublicRevision + 1,
            Title = edition.Title, Summary = edition.Summary, Body = edition.Body,
            Html = StoryText.Html(edition.Body, edition.Language, _pictures.Values.ToDictionary(p => p.Id)),
            SearchText = StoryText.SearchText(edition.Title, edition.Summary, edition.Body),
            Hash = StoryText.Hash(edition.Title, edition.Summary, edition.Body), CorrectionNote = note, ById = Head.Id, CreatedAt = at,
        };
        Must(edition.Publish(revision, at));
        edition.UpdatedAt = at;
        entries.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = _mission.Id, Kind = "story.published", ProgrammeId = story.ProgrammeId, SubjectId = story.Id,
            ById = Head.Id, HappenedOn = _mission.Day(at), HappenedAt = new TimeOnly(10, 0),
            Payload = $$"""{"edition":"{{edition.Id}}","language":"{{edition.Language}}","revision":{{revision.Number}},"hash":"{{revision.Hash}}"}""",
        });
    }

    private DateTime Moment(DateOnly day, TimeOnly time) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(time), _mission.TimeZone);

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    private static T Parse<T>(string kebab) where T : struct, Enum => Enum.Parse<T>(kebab.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static void Must(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidDataException($"The sample breaks a rule: {refusal.Code}");
    }
}
