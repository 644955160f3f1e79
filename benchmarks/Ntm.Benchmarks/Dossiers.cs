using System.Globalization;
using Ntm.Contracts.Assessment.V1;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Paths;
using Ntm.Dossier.Domain.Reviews;
using Ntm.Dossier.Domain.Units;
using Ntm.Files;
using Ntm.Web;

namespace Ntm.Benchmarks;

/// <summary>
/// Dossiers that can take the same two steps again and again: the commune completes its dossier, the district returns
/// one document of it. Each holds twenty assessed criteria, its documents and the district's verdicts on all the rest.
/// </summary>
internal sealed class Dossiers(BenchPlatform platform, IReadOnlyList<Guid> ids)
{
    public const string Preparation = "commune-dossier";
    public const string Review = "district-examination";
    public const string Reason = "Biên bản họp xã chưa có chữ ký của đại diện các thôn";

    /// <summary>The document that is returned each time.</summary>
    public static readonly ReviewItem Returned = new(ReviewItem.Document, "commune-meeting-minutes");

    private const int Chunk = 50;

    public IReadOnlyList<Guid> Ids => ids;

    /// <summary>Opens dossiers and takes them to the first return, with everything answered.</summary>
    public static async Task<Dossiers> PrepareAsync(BenchPlatform platform, int count)
    {
        var ids = new List<Guid>();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(Chunk))
        {
            await platform.WithStoreAsync(
                async (store, rules) =>
                {
                    foreach (var number in chunk)
                    {
                        var dossier = Prepared(platform, rules, number);
                        await store.AddAsync(dossier, number: 1, CancellationToken.None);
                        ids.Add(dossier.Id);
                    }
                }
            );
        }

        await platform.DrainAsync();
        return new Dossiers(platform, ids);
    }

    /// <summary>Answers what was returned, so that the next completion is lawful. No stage moves, no event is published.</summary>
    public async Task AnswerAsync()
    {
        var act = new Act(platform.Officer.Caller.Subject, platform.Now);
        foreach (var chunk in ids.Chunk(Chunk))
        {
            await platform.WithStoreAsync(
                async (store, _) =>
                {
                    foreach (var id in chunk)
                    {
                        var dossier = (await store.FindAsync(id))!;
                        Demand(dossier.Explain(act, dossier.Path.StageOf(Preparation), Returned, "Đã bổ sung chữ ký"));
                        await store.SaveAsync(dossier, CancellationToken.None);
                    }
                }
            );
        }
    }

    private static RecognitionDossier Prepared(BenchPlatform platform, DossierRules rules, int number)
    {
        var officer = new Act(platform.Officer.Caller.Subject, platform.Now);
        var (id, unit) = (Guid.CreateVersion7(platform.Now), string.Create(CultureInfo.InvariantCulture, $"T{number:00000}"));
        var dossier = new RecognitionDossier
        {
            Id = id,
            Unit = new DossierUnit(unit, "Xã thử tải", "42/439/18175/" + unit),
            Title = "xa-ntm",
            Year = 2023,
            OpenedOn = officer.Day,
            OpenedAt = officer.At,
            OpenedBy = officer.By,
            Path = rules.PathOf(rules.Paths.Choose("xa-ntm", officer.Day)!, null, "42", 2023),
            Rules = rules,
            State = PathState.Empty,
            Journal = DossierJournal.Start(id),
            Content = new DossierContent
            {
                Actors =
                {
                    ["commune"] = "42/439/18175",
                    ["district"] = "42/439",
                    ["province"] = "42",
                },
            },
        };
        dossier.Begin(officer);
        dossier.Assess(officer, Assessed(dossier, officer), TakenRevisions.None);
        var preparation = dossier.Path.StageOf(Preparation);
        foreach (var document in preparation.Documents.Where(document => document.Required))
        {
            Demand(
                dossier.AddFile(
                    officer,
                    preparation,
                    new DossierFile
                    {
                        Id = Guid.CreateVersion7(officer.At),
                        Document = document.Key,
                        Name = document.Key + ".pdf",
                        Kind = FileKind.Pdf,
                        Hash = Convert.ToHexStringLower(id.ToByteArray().Concat(id.ToByteArray()).ToArray()),
                        Length = 182_000,
                        AddedBy = officer.By,
                        AddedAt = officer.At,
                        Stage = Preparation,
                        Round = 1,
                    }
                )
            );
        }

        Demand(dossier.Complete(officer, preparation, null));
        ReturnFirst(dossier, new Act(platform.Reviewer.Caller.Subject, platform.Now));
        Demand(dossier.Explain(officer, preparation, Returned, "Đã bổ sung chữ ký"));
        return dossier;
    }

    private static SelfAssessmentSubmitted Assessed(RecognitionDossier dossier, Act officer) =>
        new()
        {
            EventId = Guid.CreateVersion7(officer.At),
            OccurredAt = officer.At,
            UnitCode = dossier.UnitCode,
            DossierId = dossier.Id,
            AssessmentId = dossier.Id,
            Revision = 1,
            CriteriaSet = "XA_NTM_2021_2025",
            AllCriteriaPassed = true,
            SubmittedBy = officer.By,
            Criteria =
            [
                .. Enumerable.Range(1, 20).Select(code => new AssessedCriterion(code.ToString(CultureInfo.InvariantCulture), true, [])),
            ],
        };

    private static void ReturnFirst(RecognitionDossier dossier, Act reviewer)
    {
        var review = dossier.Path.StageOf(Review);
        var district = new Reviewer([], true);
        Demand(
            dossier.GiveVerdicts(
                reviewer,
                review,
                district,
                [.. dossier.ReviewAt(review).Pending.Where(item => item != Returned).Select(item => new GivenVerdict(item, true, null))]
            )
        );
        Demand(
            dossier.Conclude(
                reviewer,
                review,
                district,
                new Conclusion(Outcomes.Returned, null, [new GivenVerdict(Returned, false, Reason)])
            )
        );
    }

    private static void Demand(Result result)
    {
        if (result.Refused)
        {
            throw new InvalidOperationException(string.Join("; ", result.Errors.Select(fault => $"{fault.Code}: {fault.Message}")));
        }
    }
}
