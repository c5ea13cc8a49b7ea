using NetTapi.Protocol;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;

namespace NetTapi.Client.Connections;

/// <summary>A request that is answered by one message.</summary>
/// <param name="request">The request.</param>
/// <param name="accepted">Runs on the connection's reader before the next message is looked at, where the server says yes.</param>
internal sealed class PendingAnswer(Request request, Action? accepted = null) : PendingRequest(request.Verb.Keyword())
{
    private readonly TaskCompletionSource<ServerMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer; a refusal is an exception.</summary>
    public Task<ServerMessage> Answer => _answer.Task;

    public override Reception Offer(ServerMessage message)
    {
        switch (message)
        {
            case Refused refused when IsMine(refused.Head):
                _answer.TrySetException(new NetTapiRefusedException(Verb, refused.Error));
                return Reception.Complete;
            case LoginRefused when request.Verb == Protocol.Verb.Login:
                _answer.TrySetException(new NetTapiRefusedException(Verb, "login refused"));
                return Reception.Complete;
            case Accepted answer when answer.Head.Keyword == Verb:
            case Challenge when request.Verb == Protocol.Verb.Connect:
            case LoginAccepted when request.Verb == Protocol.Verb.Login:
                accepted?.Invoke();
                _answer.TrySetResult(message);
                return Reception.Complete;
            default:
                return Reception.NotMine;
        }
    }

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
