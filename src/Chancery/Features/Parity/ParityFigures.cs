using Chancery.Features.Stories;
using Chancery.Platform.Figures;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>How the translations of a programme's stories stand against their sources.</summary>
internal static class ParityFigures
{
    public const string Agree = "stories.parity.agree";

    public static readonly IReadOnlyList<Figure> All =
    [
        new(Agree, "unit.editions", AgreeingAsync, of => $"/desk/{of.MissionSlug}/stories?Programme={of.ProgrammeId}"),
    ];

    /// <summary>Checked translations without an open difference, of all that were checked; null while none was.</summary>
    private static async Task<FigureValue> AgreeingAsync(ChanceryDb db, FigureScope of, CancellationToken stop)
    {
        var states = from state in db.ParityStates
                     join edition in db.Editions on state.EditionId equals edition.Id
                     join story in db.Stories on edition.StoryId equals story.Id
                     where story.ProgrammeId == of.ProgrammeId && edition.State != EditionState.Withdrawn
                     select state;
        var all = await states.CountAsync(stop);
        return all == 0 ? new(null) : new(await states.CountAsync(s => s.Errors + s.Checks + s.Notes == 0, stop), all);
    }
}
