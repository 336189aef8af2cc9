using System.Globalization;
using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>How the days of a programme move into another year. docs/rules/next-edition.md has the worked examples.</summary>
public enum EditionRule
{
    /// <summary>23 February stays 23 February; 29 February is the 28th where there is none.</summary>
    CalendarDay,

    /// <summary>The Tuesday of week 8 stays the Tuesday of week 8 (ISO 8601).</summary>
    Weekday,
}

/// <summary>Plans the next edition of a programme: what is planned is copied into another year, nothing actual is.</summary>
public static class NextEdition
{
    /// <summary>The day that <paramref name="day"/> becomes when everything moves by <paramref name="years"/>.</summary>
    public static DateOnly Move(DateOnly day, int years, EditionRule rule)
    {
        if (rule == EditionRule.CalendarDay) return day.AddYears(years); // 29 February becomes the 28th in a common year
        var at = day.ToDateTime(TimeOnly.MinValue);
        var year = ISOWeek.GetYear(at) + years;
        // A year of 52 weeks has no week 53: the nearest one is its last.
        var week = Math.Min(ISOWeek.GetWeekOfYear(at), ISOWeek.GetWeeksInYear(year));
        return DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, at.DayOfWeek));
    }

    /// <summary>
    /// Both ends of a period. By calendar day each end moves for itself (the whole of February stays the whole of
    /// February); by weekday the length is kept.
    /// </summary>
    public static DateSpan Move(DateSpan period, int years, EditionRule rule)
    {
        var from = Move(period.From, years, rule);
        return new DateSpan(from, rule == EditionRule.CalendarDay ? Move(period.To, years, rule) : from.AddDays(period.Days - 1));
    }

    /// <summary>The years a day may move: it must stay in the calendar.</summary>
    public static bool IsPossible(int year) => year is >= 1900 and <= 2200;

    /// <summary>The old year in a text becomes the new one; a text without it stays as it is.</summary>
    public static Translated Retitle(Translated title, int from, int to) =>
        new(title.Texts.Select(t => KeyValuePair.Create(t.Key, t.Value.Replace(Year(from), Year(to), StringComparison.Ordinal))));

    /// <summary>The old year in a slug becomes the new one; a slug without a year gets it at its end.</summary>
    public static string Reslug(string slug, int from, int to)
    {
        var parts = slug.Split('-');
        if (parts.Contains(Year(from))) return string.Join('-', parts.Select(p => p == Year(from) ? Year(to) : p));
        var room = Slug.MaxLength - "-2017".Length;
        return $"{(slug.Length > room ? slug[..room].TrimEnd('-') : slug)}-{Year(to)}";
    }

    /// <summary>The new programme with its objectives and targets, and the actions of its plan. Nothing is saved here.</summary>
    public static (Programme Programme, List<PlanAction> Actions) Copy(
        Programme old, IReadOnlyList<PlanAction> actions, int years, EditionRule rule, string slug, Translated title)
    {
        var period = Move(old.Period, years, rule);
        var programme = new Programme
        {
            MissionId = old.MissionId, CampaignId = old.CampaignId, EditionOfId = old.Id, Slug = slug, Title = title,
            Summary = Retitle(old.Summary, old.From.Year, old.From.Year + years), Country = old.Country, LanguageList = old.LanguageList,
            From = period.From, To = period.To,
        };
        var moved = new Dictionary<Guid, Guid>();
        foreach (var objective in old.Objectives)
        {
            var copy = CopyOf(objective, programme);
            moved[objective.Id] = copy.Id;
            programme.Objectives.Add(copy);
        }
        return (programme, [.. actions.Select(a => CopyOf(a, programme, years, rule, moved))]);
    }

    private static Objective CopyOf(Objective old, Programme programme)
    {
        var copy = new Objective
        {
            MissionId = old.MissionId, ProgrammeId = programme.Id, Position = old.Position, Statement = old.Statement, Expected = old.Expected,
        };
        copy.Targets.AddRange(old.Targets.Select(t => new Target
        {
            MissionId = t.MissionId, ObjectiveId = copy.Id, Position = t.Position, Label = t.Label, Value = t.Value, Unit = t.Unit, FigureId = t.FigureId,
        }));
        return copy;
    }

    private static PlanAction CopyOf(PlanAction old, Programme programme, int years, EditionRule rule, Dictionary<Guid, Guid> objectives)
    {
        var copy = new PlanAction
        {
            MissionId = old.MissionId, ProgrammeId = programme.Id, Position = old.Position, Kind = old.Kind, Title = old.Title,
            ObjectiveId = old.ObjectiveId is { } objective && objectives.TryGetValue(objective, out var known) ? known : null,
            Description = old.Description, Place = old.Place, Latitude = old.Latitude, Longitude = old.Longitude,
            StartsAt = old.StartsAt, EndsAt = old.EndsAt,
        };
        if (old.PlannedFrom is { } from)
        {
            var period = Move(new DateSpan(from, old.PlannedTo ?? from), years, rule);
            copy.Plan(period.From, period.To);
        }
        copy.Parties.AddRange(old.Parties.Select(p => new ActionParty
        {
            MissionId = p.MissionId, ActionId = copy.Id, Position = p.Position, ContactId = p.ContactId, Label = p.Label, Role = p.Role, Note = p.Note,
        }));
        copy.Budget.AddRange(old.Budget.Select(b => new BudgetLine
        {
            MissionId = b.MissionId, ActionId = copy.Id, Position = b.Position, Label = b.Label, Currency = b.Currency, Planned = b.Planned,
        }));
        return copy;
    }

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);
}
