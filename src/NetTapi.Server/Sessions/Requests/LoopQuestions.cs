using NetTapi.Loop;

namespace NetTapi.Server.Sessions.Requests;

/// <summary>Asks the control loop and waits for the answer, without holding the loop.</summary>
internal static class LoopQuestions
{
    /// <summary>Runs an action on the loop; the task ends when it has run.</summary>
    public static Task AskAsync(this IControlLoop loop, Action action, CancellationToken cancellation) =>
        loop.AskAsync<bool>(
            completed =>
            {
                action();
                completed(true);
            },
            cancellation);

    /// <summary>Runs an action on the loop that calls back once, then or later, on any thread; the task ends with what it was called back with.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="loop">The loop.</param>
    /// <param name="ask">What runs there.</param>
    /// <param name="cancellation">Ends the waiting, not the action.</param>
    public static Task<T> AskAsync<T>(this IControlLoop loop, Action<Action<T>> ask, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(static question => Run(question.ask, question.answer), (ask, answer));
        return answer.Task.WaitAsync(cancellation);
    }

    private static void Run<T>(Action<Action<T>> ask, TaskCompletionSource<T> answer)
    {
        try
        {
            ask(result => answer.TrySetResult(result));
        }
#pragma warning disable CA1031 // The fault belongs to the session that asked, not to the loop: its waiting ends with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            answer.TrySetException(exception);
        }
    }
}
