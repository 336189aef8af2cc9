using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SearchAndImport : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "Story",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "Edition",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SearchChange",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchChange", x => x.SubjectId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Story_MissionId_ExternalId",
                table: "Story",
                columns: new[] { "MissionId", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Edition_MissionId_ExternalId",
                table: "Edition",
                columns: new[] { "MissionId", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SearchChange_Position",
                table: "SearchChange",
                column: "Position");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SearchChange");

            migrationBuilder.DropIndex(
                name: "IX_Story_MissionId_ExternalId",
                table: "Story");

            migrationBuilder.DropIndex(
                name: "IX_Edition_MissionId_ExternalId",
                table: "Edition");

            migrationBuilder.DropColumn(
                name: "ExternalId",
                table: "Story");

            migrationBuilder.DropColumn(
                name: "ExternalId",
                table: "Edition");
        }
    }
}
