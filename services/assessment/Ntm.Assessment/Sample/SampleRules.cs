using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Sample;

/// <summary>
/// What the sample province decided for 2026, so that a dossier can be carried from opening to announcement on today's calendar: a
/// criteria set with 47 invented indicators and the demands of the survey. The number of the document shows that all of it is made up.
/// </summary>
internal sealed class SampleRules(Transactions<AssessmentDbContext> transactions, TimeProvider clock)
{
    public const string Code = "MAU_XA_NTM_2026";
    public const string DocumentNumber = "MẪU-01/2026";
    private const string Province = "42";
    private const string File = "mau-01-2026.csv";
    private const string SurveyRule = "mttq-2026-xa";
    private const string Ballot = "phieu-xa-2026";
    private static readonly DateOnly Day = new(2026, 2, 15);
    private static readonly Caller Officer = new("sample-officer", "Dữ liệu mẫu", []);
    private static readonly Caller Leader = new("sample-leader", "Dữ liệu mẫu", []);

    /// <summary>Enters them once.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var work = await transactions.BeginAsync(cancellation);
        var db = transactions.Db;
        if (await db.ProvinceSets.AnyAsync(set => set.Code == Code, cancellation))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var set = new ProvinceSet
        {
            Code = Code,
            Province = Province,
            Header = new SetHeader
            {
                Title = "xa-ntm",
                Name = "Bộ tiêu chí mẫu xã nông thôn mới 2026–2030 (dữ liệu mẫu, không có giá trị pháp lý)",
                DocumentNumber = DocumentNumber,
                DocumentDate = Day,
                ValidFrom = Day,
            },
        };
        set.Take(File, Rows(), Officer, now);
        set.Publish(1, Leader, now);
        db.ProvinceSets.Add(set);
        await db.AddConfirmationsAsync(
            Province,
            [Figure(SurveyRule, "sample", "70"), Figure(SurveyRule, "overall", "90"), Figure(Ballot, QuestionSet.Wording, "Đạt")],
            set.Header.ToDocument() with
            {
                ReachesOpen = true,
            },
            Leader,
            now,
            cancellation
        );
        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    private static IReadOnlyList<SheetRow> Rows()
    {
        using var stream = typeof(SampleRules).Assembly.GetManifestResourceStream(typeof(SampleRules), File)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var table = SheetFile.Read(File, Convert.ToBase64String(bytes.ToArray()));
        return table.Refused ? throw new UnusableDataException($"{File}: {table.Errors[0].Message}") : table.Value.Rows;
    }

    private static ThresholdInput Figure(string rule, string item, string threshold) =>
        new()
        {
            Rule = rule,
            Item = item,
            Threshold = threshold,
        };
}
