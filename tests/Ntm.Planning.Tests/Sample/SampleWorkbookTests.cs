using Ntm.Planning.Sample;
using Ntm.Planning.Tests.Tables;
using Ntm.Planning.Workbooks;
using Ntm.Web;

namespace Ntm.Planning.Tests.Sample;

/// <summary><c>NTM_WRITE_SAMPLES=1</c> writes the workbooks of the sample anew.</summary>
public sealed class SampleWorkbookTests
{
    public static readonly TheoryData<string> Codes = [.. SeedTables.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_workbook_is_what_the_tables_give(string plan)
    {
        var sample = SampleSeeds.SampleOf(plan);
        var written = PlanWorkbook.Write(SampleSeeds.Content(plan), sample.Year);
        var file = Path.Combine(Root(), "services/planning/Ntm.Planning/Sample", sample.File);
        if (Environment.GetEnvironmentVariable("NTM_WRITE_SAMPLES") == "1")
        {
            File.WriteAllBytes(file, written);
        }

        // Another version of the runtime may compress otherwise, so the contents are compared, not the bytes.
        Assert.Equal(Json(SampleSeeds.Content(plan)), Json(Read(File.ReadAllBytes(file), sample)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_workbook_has_the_number_of_its_sample(string plan)
    {
        var (sample, header) = (SampleSeeds.SampleOf(plan), SampleSeeds.Content(plan).Header);

        Assert.Equal(sample.Number, DocumentNumber.Normalise(header.Number!));
        Assert.Equal(
            SampleMode.IsSample(sample.Number),
            header.Marks.Any(mark => mark is { Field: "number", Status: FieldStatus.Stripped })
        );
        Assert.Equal(SeedTables.Units[plan], sample.Unit.Code);
        Assert.Equal(SeedTables.Years[plan], sample.Year);
    }

    [Fact]
    public void A_plan_is_not_issued_before_the_one_it_carries_out() =>
        Assert.All(
            SeedTables.Codes.Select(SampleSeeds.Content),
            content => Assert.True(content.Header.ParentIssuedOn is not { } parent || parent <= content.Header.IssuedOn)
        );

    private static PlanContent Read(byte[] bytes, SamplePlan sample) =>
        PlanWorkbook.Read(sample.File, Convert.ToBase64String(bytes), sample.Year).Then(reading => reading.ToResult()).Value!;

    private static string Json(PlanContent content) => Workbooks.AnyContent.Json(content);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NtmPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
