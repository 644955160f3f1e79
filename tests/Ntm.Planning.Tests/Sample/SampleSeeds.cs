using Ntm.Planning.Sample;
using Ntm.Planning.Tests.Tables;

namespace Ntm.Planning.Tests.Sample;

/// <summary>
/// What the workbooks of the sample province say: the five plans of the tables. Two copies lack number, day of issue and commune; there the
/// sample's own stand, marked as made up or inferred.
/// </summary>
internal static class SampleSeeds
{
    /// <summary>The sample of a plan code.</summary>
    public static SamplePlan SampleOf(string plan) => SamplePlans.All[SeedTables.Codes.ToList().IndexOf(plan)];

    /// <summary>Content of a plan's workbook.</summary>
    public static PlanContent Content(string plan)
    {
        var content = SeedTables.Content(plan);
        var first = content.Periods.Single(period => period.Kind == PeriodKind.Main).From;
        var parent = content.Header.ParentIssuedOn ?? first;
        return content with
        {
            Header = content.Header with
            {
                Number = content.Header.Number ?? SampleOf(plan).Number,
                IssuedOn = content.Header.IssuedOn ?? (parent > first ? parent : first),
                Marks = [.. content.Header.Marks, .. Placed(plan)],
            },
        };
    }

    /// <summary>The communes of S0 and S4 are cut out of the copies.</summary>
    private static IEnumerable<FieldMark> Placed(string plan)
    {
        if (plan is "S0" or "S4")
        {
            yield return new FieldMark
            {
                Field = "unitCode",
                Status = FieldStatus.Inferred,
                Note = $"Tên xã bị lược trong bản sao; dữ liệu mẫu đặt ở {SampleOf(plan).Unit.Name}.",
            };
        }
    }
}
