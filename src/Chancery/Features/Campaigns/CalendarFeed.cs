using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>
/// The plan as a calendar (RFC 5545) behind a private address. The address is the key: who has it may read, until its
/// owner revokes it or loses the right to read the plan.
/// </summary>
internal static class CalendarFeed
{
    private const int LineOctets = 75;

    public static async Task<Results<FileContentHttpResult, NotFound>> AnswerAsync(
        string token, HttpContext http, ChanceryDb db, MissionScope scope, Words words, CancellationToken stop)
    {
        var hash = Tokens.Hash(token);
        // No mission is in the address: the link itself says which one.
        var link = await db.CalendarLinks.IgnoreQueryFilters([ChanceryDb.MissionFilter]).AsNoTracking()
            .FirstOrDefaultAsync(l => l.TokenHash == hash && l.RevokedAt == null, stop);
        if (link is null) return TypedResults.NotFound();
        var person = await db.Users.AsNoTracking().FirstOrDefaultAsync(p => p.Id == link.PersonId && p.DisabledAt == null, stop);
        var roles = await db.Memberships.AsNoTracking()
            .Where(m => m.PersonId == link.PersonId && (m.MissionId == null || m.MissionId == link.MissionId))
            .Select(m => m.Role).ToListAsync(stop);
        if (person is null || !Permissions.Allow(roles, Permission.ReadPlan)) return TypedResults.NotFound();

        scope.Enter(link.MissionId);
        var mission = await db.Missions.AsNoTracking().SingleAsync(m => m.Id == link.MissionId, stop);
        var programme = await db.Programmes.AsNoTracking().SingleAsync(p => p.Id == link.ProgrammeId, stop);
        var actions = await db.Actions.AsNoTracking()
            .Where(a => a.ProgrammeId == programme.Id && (a.PlannedFrom != null || a.ActualFrom != null))
            .OrderBy(a => a.Position).ThenBy(a => a.Id).ToListAsync(stop);
        var changed = await db.PlanChanges.AsNoTracking().Where(c => c.ProgrammeId == programme.Id)
            .GroupBy(c => c.ActionId).Select(g => new { g.Key, At = g.Max(c => c.At) })
            .ToDictionaryAsync(c => c.Key, c => c.At, stop);
        var desk = $"{http.Request.Scheme}://{http.Request.Host}/desk/{mission.Slug}";
        var text = Write(mission, programme, actions, a => changed.GetValueOrDefault(a.Id, Made(a)), desk,
            words.Languages.Contains(person.Language) ? person.Language : "en");
        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.File(Encoding.UTF8.GetBytes(text), "text/calendar; charset=utf-8", $"{programme.Slug}.ics");
    }

    /// <summary>The calendar as text, folded at 75 octets.</summary>
    internal static string Write(
        Mission mission, Programme programme, IReadOnlyList<PlanAction> actions, Func<PlanAction, DateTime> changed, string desk, string language)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Chancery//Action plan//EN" };
        calendar.AddProperty("X-WR-CALNAME", programme.Title.For(language).Text);
        calendar.AddProperty("X-WR-TIMEZONE", mission.TimeZone.Id);
        var timed = actions.Where(a => a is { StartsAt: not null, PlannedFrom: not null }).Select(a => a.PlannedFrom!.Value).ToList();
        if (timed.Count > 0)
            calendar.AddTimeZone(VTimeZone.FromSystemTimeZone(mission.TimeZone, timed.Min().AddYears(-1).ToDateTime(TimeOnly.MinValue), includeHistoricalData: false));
        foreach (var action in actions) calendar.Events.Add(EventOf(action, mission, changed(action), desk, language));
        return Fold(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalendarEvent EventOf(PlanAction action, Mission mission, DateTime changed, string desk, string language)
    {
        var first = action.PlannedFrom ?? action.ActualFrom!.Value;
        var last = action.PlannedFrom is null ? action.ActualTo ?? first : action.PlannedTo ?? first;
        var entry = new CalendarEvent
        {
            Uid = $"{action.Id}@chancery",
            Summary = action.Title.For(language).Text,
            Sequence = action.Version,
            Status = action.Status == ActionStatus.Cancelled ? "CANCELLED" : "CONFIRMED",
            DtStamp = new CalDateTime(changed, "UTC"),
            LastModified = new CalDateTime(changed, "UTC"),
            Url = new Uri($"{desk}/actions/{action.Id}"),
        };
        if (!action.Description.IsEmpty) entry.Description = action.Description.For(language).Text;
        if (!action.Place.IsEmpty) entry.Location = action.Place.For(language).Text;
        if (action is { Latitude: { } latitude, Longitude: { } longitude }) entry.GeographicLocation = new GeographicLocation(latitude, longitude);
        entry.Categories.Add(action.Kind.ToString());

        if (action is { StartsAt: { } starts, PlannedFrom: not null })
        {
            var zone = mission.TimeZone.Id;
            entry.Start = new CalDateTime(first, starts, zone);
            // Without an end (or with one that is not after the start) it takes an hour, as an invitation would say.
            var end = last.ToDateTime(action.EndsAt ?? starts.AddHours(1));
            var start = first.ToDateTime(starts);
            entry.End = new CalDateTime(end > start ? end : start.AddHours(1), zone);
        }
        else
        {
            entry.Start = new CalDateTime(first);
            entry.End = new CalDateTime(last.AddDays(1)); // the end of whole days is exclusive in a calendar
        }
        return entry;
    }

    /// <summary>A UUID of version 7 begins with the milliseconds of its making.</summary>
    private static DateTime Made(PlanAction action) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(action.Id.ToString("N")[..12], 16)).UtcDateTime;

    /// <summary>
    /// Folds anew by octets of UTF-8: the library counts characters, and a line of Hangul would be three times too long.
    /// Never inside a character.
    /// </summary>
    internal static string Fold(string calendar)
    {
        var output = new StringBuilder(calendar.Length + 256);
        foreach (var line in calendar.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var octets = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > LineOctets)
                {
                    output.Append("\r\n ");
                    octets = 1;
                }
                output.Append(rune.ToString());
                octets += rune.Utf8SequenceLength;
            }
            output.Append("\r\n");
        }
        return output.ToString();
    }
}
