using Microsoft.EntityFrameworkCore;
using Ntm.Messaging;
using Ntm.Planning.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Planning.Features.Reports;

/// <summary>Deletes a photo when its retention is over.</summary>
internal sealed class EndPhotoRetention(PhotoStore photos) : ITimerHandler<PlanningDbContext>
{
    public string Kind => PhotoStore.TimerKind;

    public async Task FireAsync(PlanningDbContext db, Timer timer, CancellationToken cancellation)
    {
        var id = Guid.ParseExact(timer.Payload, "N");
        if (await db.ReportPhotos.FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } photo)
        {
            await photos.RemoveAsync(photo, cancellation);
        }
    }
}
