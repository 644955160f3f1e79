using System.Text.Json;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Audit;
using Ntm.Contracts.Assessment.V1;
using Ntm.Messaging;

namespace Ntm.Assessment.Features;

/// <summary>
/// The hashes of what was submitted or counted, computed from what is stored: the same rows give the same hashes, at the
/// submission as at any later check. Absent properties are left out, so that a later version with one more still agrees.
/// </summary>
internal static class ContentProofs
{
    public static ContentProof Of(SubmittedRevision revision)
    {
        var criteria = RevisionContent.Read(revision.Content);
        var whole = new
        {
            revision.SubmittedBy,
            revision.SubmittedFor,
            revision.AllCriteriaPassed,
            Passed = criteria.Where(criterion => criterion.Passed).Select(criterion => criterion.Code),
        };
        return Proof([Part("revision", whole), .. criteria.SelectMany(criterion => criterion.Indicators).SelectMany(Parts)]);
    }

    public static ContentProof Of(Survey survey)
    {
        var minutes = survey.Minutes!;
        var count = new { survey.Met, Result = JsonElement.Parse(survey.Result!) };
        return Proof([
            Part(
                "minutes",
                new
                {
                    minutes.Number,
                    minutes.Date,
                    minutes.Signatories,
                    minutes.ClosedBy,
                }
            ),
            Part("count", count),
            .. survey.Sheets.Select(sheet =>
                Part($"village/{sheet.VillageCode}/{sheet.Number}", new { Villages = sheet.Villages, sheet.Sheet })
            ),
        ]);
    }

    private static IEnumerable<ProvenPart> Parts(IndicatorView indicator)
    {
        yield return Part(
            indicator.Code,
            new
            {
                indicator.Threshold,
                indicator.Value,
                indicator.Verdict,
            }
        );
        if (indicator.Evidence.Count > 0)
        {
            yield return Part($"{indicator.Code}/evidence", indicator.Evidence.Select(file => file.Hash).Order(StringComparer.Ordinal));
        }
    }

    private static ContentProof Proof(IEnumerable<ProvenPart> parts)
    {
        List<ProvenPart> ordered = [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)];
        return new ContentProof(HashOf(ordered), ordered);
    }

    private static ProvenPart Part<T>(string name, T content) => new(name, HashOf(content));

    private static string HashOf<T>(T content) => CanonicalJson.HashOf(JsonSerializer.SerializeToElement(content, EventJson.Options));
}
