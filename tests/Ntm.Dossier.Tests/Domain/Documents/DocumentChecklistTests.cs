using System.Text;
using Ntm.Dossier.Domain.Documents;

namespace Ntm.Dossier.Tests.Domain.Documents;

public sealed class DocumentChecklistTests
{
    private static readonly DateOnly Day = new(2023, 2, 1);
    private static readonly DocumentChecklist Checklist = DocumentChecklist.Load();

    [Fact]
    public void The_commune_dossier_lacks_each_required_document_by_its_official_name()
    {
        var missing = Checklist.MissingAt("commune-dossier", Day, new HashSet<string> { "result-report", "illustrations" });

        Assert.Equal(["opinions-summary", "commune-meeting-minutes", "commune-proposal"], missing.Select(fault => fault.Field));
        Assert.All(missing, fault => Assert.Equal("dossier.document_missing", fault.Code));
        Assert.Contains("Biên bản họp", missing[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_with_all_its_documents_lacks_none()
    {
        var present = Checklist.For("council-vote", Day).Select(type => type.Key).ToHashSet();

        Assert.Contains("council-minutes", present);
        Assert.Empty(Checklist.MissingAt("council-vote", Day, present));
    }

    [Fact]
    public void District_documents_leave_the_checklist_with_the_districts()
    {
        Assert.NotNull(Checklist.Find("examination-report", new DateOnly(2025, 6, 30)));
        Assert.Null(Checklist.Find("examination-report", new DateOnly(2025, 7, 1)));
        Assert.Empty(Checklist.MissingAt("district-submission", new DateOnly(2025, 7, 1), new HashSet<string>()));
    }

    [Fact]
    public void Thẩm_tra_and_thẩm_định_are_two_documents()
    {
        Assert.Equal("Báo cáo thẩm tra", Checklist.Find("examination-report", Day)!.Name);
        Assert.Equal("Báo cáo thẩm định", Checklist.Find("appraisal-report", Day)!.Name);
    }

    [Fact]
    public void A_damaged_file_is_refused_with_all_its_faults()
    {
        var fault = Assert.Throws<InvalidDataException>(() => Parse("""
            {"documents":[
              {"key":"a","name":"A","steps":[{"stage":"s","required":true}],"mostFiles":0,"kinds":[],"source":"","mark":"M?","validFrom":"2020-01-01","validTo":"2019-01-01"},
              {"key":"b","name":"B","steps":[{"stage":"s","required":false}],"mostFiles":1,"kinds":["Pdf"],"source":"s","mark":"M","validFrom":"2020-01-01"},
              {"key":"b","name":"B","steps":[{"stage":"s","required":false}],"mostFiles":1,"kinds":["Pdf"],"source":"s","mark":"M","validFrom":"2021-01-01"}
            ]}
            """)).Message;

        Assert.All(["căn cứ", "mostFiles", "loại tệp", "M?", "validTo", "chồng nhau"], part => Assert.Contains(part, fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"documents\":[]}")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("{\"documents\":[{\"key\":\"a\"}]}")]
    [InlineData("{\"documents\":[],\"extra\":1}")]
    public void A_file_without_documents_or_with_unknown_fields_is_refused(string json)
    {
        Assert.Throws<InvalidDataException>(() => Parse(json));
    }

    private static DocumentChecklist Parse(string json) => DocumentChecklist.Parse(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
