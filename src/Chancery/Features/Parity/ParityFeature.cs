using Chancery.Features.Stories;
using Chancery.Platform.Figures;
using Chancery.Platform.Jobs;

namespace Chancery.Features.Parity;

/// <summary>Front door of Parity: whether the editions of a story say the same. Stories does not know it; it declares itself.</summary>
public static class ParityFeature
{
    public static void AddParity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<JobHandler, ParityJob>();
        services.AddSingleton(new PublicationCheck(ParityGate.AskAsync));
        services.AddSingleton(new TextWatch(ParityJob.WatchAsync));
        services.AddSingleton(new EditionPanel("/Features/Parity/_Panel.cshtml", FindingsView.PanelAsync));
        services.AddSingleton(new EditionListMark(ParityGate.MarksAsync));
        foreach (var figure in ParityFigures.All) services.AddSingleton(figure);
    }

    public static void MapParity(this WebApplication app) => app.MapParityApi();
}
