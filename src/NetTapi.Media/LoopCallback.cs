using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>A call-back to the control loop that can be called off there: what is on its way by then no longer arrives.</summary>
internal sealed class LoopCallback<T>(IControlLoop loop, Action<T> action)
{
    private bool _isOff;

    /// <summary>Calls back later, on the loop. From any thread.</summary>
    public void Tell(T value) => loop.Post(static told => told.callback.Run(told.value), (callback: this, value));

    /// <summary>Never calls back from now on. On the loop.</summary>
    public void CallOff() => _isOff = true;

    private void Run(T value)
    {
        if (!_isOff) action(value);
    }
}
