using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Claims;
using Ntm.Dossier.Domain.Opinions;
using Ntm.Persistence;

namespace Ntm.Dossier.Persistence;

/// <summary>The rows of the inbox that follow from a dossier.</summary>
internal static class InboxRows
{
    /// <summary>Kind of a row that stands for an opinion asked of others.</summary>
    public const string OpinionKind = "Opinion";

    /// <summary>One for each share of an open stage that is not done, and for each opinion that is waited for.</summary>
    public static IReadOnlyList<OpenStageRow> Of(RecognitionDossier dossier) =>
        [
            .. dossier.Content.Open.SelectMany(open => StageShare.Of(dossier, open).Select(share => Of(dossier, open, share))),
            .. dossier.Content.AskedOpinions.Where(opinion => opinion.IsOpen).Select(opinion => Of(dossier, opinion)),
        ];

    public static string KeyOf(Guid dossierId, OpenStage open) =>
        string.Create(CultureInfo.InvariantCulture, $"{dossierId:N}/{open.Key}/{open.Round}");

    /// <summary>Writes what differs between the rows before and after an act.</summary>
    public static async Task ReplaceAsync(
        this DossierDbContext db,
        IReadOnlyList<OpenStageRow> before,
        IReadOnlyList<OpenStageRow> after,
        CancellationToken cancellation
    )
    {
        var gone = before.Select(row => row.Key).Except(after.Select(row => row.Key)).ToList();
        if (gone.Count > 0)
        {
            await db.OpenStages.Where(row => gone.Contains(row.Key)).ExecuteDeleteAsync(cancellation);
        }

        foreach (var row in after)
        {
            var old = before.FirstOrDefault(old => old.Key == row.Key);
            if (old is null)
            {
                db.OpenStages.Add(row);
            }
            else if (Changing(old) != Changing(row))
            {
                await db
                    .OpenStages.Where(stage => stage.Key == row.Key)
                    .ExecuteUpdateAsync(
                        stage =>
                            stage
                                .SetProperty(x => x.Actor, row.Actor)
                                .SetProperty(x => x.DueAt, row.DueAt)
                                .SetProperty(x => x.UnitCode, row.UnitCode)
                                .SetProperty(x => x.UnitName, row.UnitName)
                                .SetProperty(x => x.SearchName, row.SearchName)
                                .SetProperty(x => x.ClaimedBy, row.ClaimedBy)
                                .SetProperty(x => x.ClaimedByName, row.ClaimedByName)
                                .SetProperty(x => x.ClaimedAt, row.ClaimedAt)
                                .SetProperty(x => x.ClaimNote, row.ClaimNote),
                        cancellation
                    );
            }
        }
    }

    private static (string, DateTimeOffset, string, string, string?, string?, DateTimeOffset?, string?) Changing(OpenStageRow row) =>
        (row.Actor, row.DueAt, row.UnitCode, row.UnitName, row.ClaimedBy, row.ClaimedByName, row.ClaimedAt, row.ClaimNote);

    private static OpenStageRow Of(RecognitionDossier dossier, OpenStage open, StageShare share)
    {
        var stage = dossier.Path.StageOf(open.Key);
        var claim = open.ClaimOn(share);
        var key = KeyOf(dossier.Id, open);
        return new OpenStageRow
        {
            Key = share.IsWhole || share.Consolidates ? key : $"{key}/{share.Department}",
            DossierId = dossier.Id,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Kind = stage.Kind.ToString(),
            Round = open.Round,
            Actor = WorkKeys.Of(share),
            Department = share.Department,
            UnitCode = dossier.UnitCode,
            UnitName = dossier.UnitName,
            SearchName = NameSearch.Fold(dossier.UnitName),
            Title = dossier.Title,
            Year = dossier.Year,
            OpenedAt = open.OpenedAt,
            DueAt = open.DueAt ?? (Deadlines.IsUnknown(open, stage) ? OpenStageRow.UnknownDeadline : OpenStageRow.NoDeadline),
            ClaimedBy = claim?.By,
            ClaimedByName = claim?.Name,
            ClaimedAt = claim?.At,
            ClaimNote = claim?.Note,
        };
    }

    private static OpenStageRow Of(RecognitionDossier dossier, Opinion opinion)
    {
        var stage = dossier.Path.StageOf(opinion.Stage);
        return new OpenStageRow
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{dossier.Id:N}/{opinion.Stage}/{opinion.Round}/opinion/{opinion.Number}"),
            DossierId = dossier.Id,
            Stage = stage.Key,
            StageTitle = "Cho ý kiến: " + stage.Title,
            Kind = OpinionKind,
            Round = opinion.Round,
            Actor = opinion.To.ToString(),
            Department = opinion.To.Department,
            UnitCode = dossier.UnitCode,
            UnitName = dossier.UnitName,
            SearchName = NameSearch.Fold(dossier.UnitName),
            Title = dossier.Title,
            Year = dossier.Year,
            OpenedAt = opinion.AskedAt,
            DueAt = opinion.DueAt,
        };
    }
}
