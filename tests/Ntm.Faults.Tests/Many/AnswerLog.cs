using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Ntm.Faults.Tests.Many;

/// <summary>An answer as the client saw it.</summary>
/// <param name="At">When the request was sent, by the log's own watch.</param>
/// <param name="Took">Until the answer.</param>
/// <param name="Status">Its status; 0 when the connection broke.</param>
/// <param name="SaysWhen">Whether it has <c>Retry-After</c>.</param>
/// <param name="Request">Method and path.</param>
internal sealed record Answered(TimeSpan At, TimeSpan Took, int Status, bool SaysWhen, string Request);

/// <summary>Records every answer between the clients and the wire.</summary>
internal sealed class AnswerLog() : DelegatingHandler(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) })
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly ConcurrentQueue<Answered> answers = new();

    public TimeSpan Now => watch.Elapsed;

    /// <summary>Answers to what was sent in between.</summary>
    public IReadOnlyList<Answered> Between(TimeSpan from, TimeSpan to) =>
        [.. answers.Where(answer => answer.At >= from && answer.At <= to)];

    /// <summary>How often each status was answered, in one line.</summary>
    public static string Line(IEnumerable<Answered> answers) =>
        string.Join(", ", answers.CountBy(answer => answer.Status).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var at = watch.Elapsed;
        var words = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            answers.Enqueue(new Answered(at, watch.Elapsed - at, (int)answer.StatusCode, answer.Headers.RetryAfter is not null, words));
            return answer;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or SocketException)
        {
            answers.Enqueue(new Answered(at, watch.Elapsed - at, 0, false, words));
            throw;
        }
    }
}
