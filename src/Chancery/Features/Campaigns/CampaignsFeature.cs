using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Campaigns;

/// <summary>Front door of Campaigns.</summary>
public static class CampaignsFeature
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Uploads>();
        builder.Services.AddSingleton<JournalSeal>();
        foreach (var figure in PlanFigures.All) builder.Services.AddSingleton(figure);
        builder.Services.Configure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AddPageRoute("/Campaigns/CampaignEdit", "/desk/{mission}/campaigns/new");
            pages.Conventions.AddPageRoute("/Campaigns/ProgrammeEdit", "/desk/{mission}/programmes/new");
            pages.Conventions.AddPageRoute("/Campaigns/Journal", "/desk/{mission}/programmes/{programme}/journal");
        });
    }

    public static void MapCampaigns(this WebApplication app)
    {
        app.MapGet("/calendar/{token}.ics", CalendarFeed.AnswerAsync).WithMetadata(new PublicAttribute());
        app.MapCampaignsApi();
        app.MapActionsApi();
        app.MapJournalApi();
        app.MapEvidenceApi();
        app.MapEvidence();
        app.MapJournalSeal();
    }
}
