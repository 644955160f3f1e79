using Ntm.Web;

namespace Ntm.Assessment.Domain;

/// <summary>A numbered document by which a province decides.</summary>
/// <param name="Number">Number as printed.</param>
/// <param name="Date">Date of the document.</param>
/// <param name="ValidFrom">First legal day; dossiers opened since then are judged by it.</param>
internal sealed record ProvinceDocument(string Number, DateOnly Date, DateOnly ValidFrom)
{
    private const int Earliest = 2010;
    private const int Latest = 2100;

    /// <summary>Faults of its days.</summary>
    /// <param name="today">The legal day.</param>
    public IEnumerable<Error> Faults(DateOnly today)
    {
        if (Date > today)
        {
            yield return Error.Invalid("assessment.document_in_future", "Ngày văn bản không thể ở tương lai.", "documentDate");
        }

        if (ValidFrom.Year is < Earliest or > Latest)
        {
            yield return Error.Invalid(
                "assessment.valid_from_range",
                $"Ngày hiệu lực phải từ năm {Earliest} đến năm {Latest}.",
                "validFrom"
            );
        }
    }
}
