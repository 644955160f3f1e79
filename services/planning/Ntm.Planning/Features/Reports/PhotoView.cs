using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Features.Reports;

/// <summary>A photo of a report.</summary>
/// <param name="Id">Id of the photo.</param>
/// <param name="Width">Pixels, at most 1600.</param>
/// <param name="Height">Pixels, at most 1600.</param>
/// <param name="Consent">Whether who is shown has agreed; without it the photo stands in no public answer.</param>
/// <param name="AddedAt">When it came, UTC.</param>
/// <param name="TakenAt">When the camera took it, UTC; null where it did not say, and for whoever is not an officer or leader of the
/// commune.</param>
/// <param name="Latitude">Degrees north; null as above.</param>
/// <param name="Longitude">Degrees east; null as above.</param>
public sealed record PhotoView(
    Guid Id,
    int Width,
    int Height,
    bool Consent,
    DateTimeOffset AddedAt,
    DateTimeOffset? TakenAt,
    double? Latitude,
    double? Longitude
)
{
    internal static PhotoView Of(ReportPhoto photo, bool withOrigin) =>
        new(
            photo.Id,
            photo.Width,
            photo.Height,
            photo.Consent,
            photo.AddedAt,
            withOrigin ? photo.TakenAt : null,
            withOrigin ? photo.Latitude : null,
            withOrigin ? photo.Longitude : null
        );
}
