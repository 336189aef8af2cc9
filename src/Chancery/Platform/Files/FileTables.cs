using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Platform.Files;

internal static class FileTables
{
    extension(ChanceryDb db)
    {
        public DbSet<EvidenceFile> EvidenceFiles => db.Set<EvidenceFile>();
    }
}

internal sealed class EvidenceFileTable : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.Name).HasMaxLength(255);
        builder.HasIndex(f => new { f.MissionId, f.Sha256 });
        builder.Ignore(f => f.IsPicture);
    }
}
