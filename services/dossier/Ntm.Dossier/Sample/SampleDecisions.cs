using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Dossier.Sample;

/// <summary>
/// What the sample province decided for dossiers since 15/02/2026: its procedure and its appraisal council. The numbers of the documents
/// show that all of it is made up. The figures are such that one person carries a dossier through on one day: the notice has no shortest
/// time and no submission is too late; what each stage must have remains.
/// </summary>
internal sealed class SampleDecisions(Transactions<DossierDbContext> transactions, TimeProvider clock)
{
    public const string CouncilNumber = "MẪU-02/2026";
    public const string ProcedureNumber = "MẪU-03/2026";
    private const string Province = "42";
    private const string Path = "xa-ntm-2-cap";
    private const string By = "sample";
    private const string ByName = "Dữ liệu mẫu";
    private static readonly DateOnly Day = new(2026, 2, 15);

    private static readonly (string UserName, string Name, CouncilRole Role)[] Members =
    [
        ("hoidong1.tinh", "Mẫu Văn Quân", CouncilRole.Chair),
        ("hoidong2.tinh", "Mẫu Thị Quỳnh", CouncilRole.Secretary),
        ("hoidong3.tinh", "Mẫu Văn Sơn", CouncilRole.Member),
        ("hoidong4.tinh", "Mẫu Thị Tâm", CouncilRole.Member),
        ("hoidong5.tinh", "Mẫu Văn Thanh", CouncilRole.Member),
        ("hoidong6.tinh", "Mẫu Thị Thảo", CouncilRole.Member),
        ("hoidong7.tinh", "Mẫu Văn Thủy", CouncilRole.Member),
    ];

    /// <summary>Enters them once.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var work = await transactions.BeginAsync(cancellation);
        var (db, now) = (transactions.Db, clock.GetUtcNow());
        var procedures = await db.ProceduresOfAsync(Province, cancellation);
        if (!procedures.Exists(row => row.DocumentNumber == ProcedureNumber))
        {
            db.Procedures.Add(Procedure(procedures.Count + 1, now));
        }

        if (!await db.CouncilDecisions.AnyAsync(row => row.UnitPath == Province && row.Number == CouncilNumber, cancellation))
        {
            db.CouncilDecisions.Add(Council(now));
        }

        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    private static ProcedureRow Procedure(int number, DateTimeOffset now)
    {
        var share = new ShareFigure(90, 100);
        return new ProcedureRow
        {
            Province = Province,
            Number = number,
            PathKey = Path,
            DocumentNumber = ProcedureNumber,
            DocumentDate = Day,
            ValidFrom = Day,
            Figures = new ProcedureFigures
            {
                Quorum = new ShareFigure(2, 3),
                Majority = share,
                MeetingShare = share,
                NoticeDays = new DaysFigure(0, DayKind.Calendar),
                Broadcasts = 1,
                AppraisalDays = new DaysFigure(15, DayKind.Working),
            },
            ConfirmedBy = By,
            ConfirmedByName = ByName,
            ConfirmedAt = now,
        };
    }

    private static CouncilDecision Council(DateTimeOffset now) =>
        new()
        {
            CouncilId = Guid.CreateVersion7(now),
            Sequence = 1,
            UnitPath = Province,
            Name = "Hội đồng thẩm định mẫu (dữ liệu mẫu, không có giá trị pháp lý)",
            Number = CouncilNumber,
            Date = Day,
            Issuer = ByName,
            ValidFrom = Day,
            Members = [.. Members.Select(Member)],
            RecordedBy = By,
            RecordedAt = now,
        };

    private static CouncilMember Member((string UserName, string Name, CouncilRole Role) member) =>
        new(
            SampleMode.AccountOf(member.UserName).ToString(),
            member.Name,
            "Thành viên Hội đồng",
            "UBND tỉnh",
            member.Role,
            CountsBallots: member.UserName == "hoidong3.tinh"
        );
}
