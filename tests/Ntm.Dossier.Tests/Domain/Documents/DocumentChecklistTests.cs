using System.Text;
using Ntm.Dossier.Domain.Documents;
using Ntm.Files;

namespace Ntm.Dossier.Tests.Domain.Documents;

public sealed class DocumentChecklistTests
{
    private static readonly DateOnly Day = new(2023, 2, 1);
    private static readonly DocumentChecklist Checklist = DocumentChecklist.Load();

    [Fact]
    public void A_document_has_its_official_name_its_kinds_and_its_source()
    {
        var minutes = Checklist.Find("commune-meeting-minutes", Day)!;

        Assert.Equal("Biên bản họp đề nghị xét công nhận của xã", minutes.Name);
        Assert.Equal([FileKind.Pdf], minutes.Kinds);
        Assert.Contains("18/2022/QĐ-TTg", minutes.Source, StringComparison.Ordinal);
        Assert.Null(Checklist.Find("commune-meeting-minutes", new DateOnly(2016, 12, 29)));
    }

    [Fact]
    public void District_documents_leave_the_checklist_with_the_districts()
    {
        Assert.NotNull(Checklist.Find("examination-report", new DateOnly(2025, 6, 30)));
        Assert.Null(Checklist.Find("examination-report", new DateOnly(2025, 7, 1)));
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
        var fault = Assert
            .Throws<InvalidDataException>(() =>
                Parse(
                    """
                    {"documents":[
                      {"key":"a","name":"A","mostFiles":0,"kinds":[],"source":"","mark":"M?",
                      "validFrom":"2020-01-01","validTo":"2019-01-01"},
                      {"key":"b","name":"B","mostFiles":1,"kinds":["Pdf"],"source":"s","mark":"M","validFrom":"2020-01-01"},
                      {"key":"b","name":"B","mostFiles":1,"kinds":["Pdf"],"source":"s","mark":"M","validFrom":"2021-01-01"}
                    ]}
                    """
                )
            )
            .Message;

        Assert.All(
            ["căn cứ", "mostFiles", "loại tệp", "validTo", "chồng nhau"],
            part => Assert.Contains(part, fault, StringComparison.Ordinal)
        );
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
