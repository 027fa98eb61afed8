namespace ChainOfSight.Actors.Runtime;

/// <summary>Ties a grain's instance to the activation that constructs it.</summary>
internal static class ActivationScope
{
    [ThreadStatic]
    private static IActivation? s_constructing;

    /// <summary>The activation whose grain is being constructed on this thread.</summary>
    public static IActivation Constructing => s_constructing ?? throw new InvalidOperationException(
        "A grain was constructed by something else than the runtime. Call it through IGrainFactory.GetGrain; test its decisions as plain classes.");

    /// <summary>The runtime's side of a context.</summary>
    public static IActivation Of(IGrainContext context) => (IActivation)context;

    /// <summary>Constructs a grain inside an activation.</summary>
    public static object Construct(IActivation activation, Func<IServiceProvider, object> constructor)
    {
        var before = s_constructing;
        s_constructing = activation;
        try
        {
            return constructor(activation.ActivationServices);
        }
        finally
        {
            s_constructing = before;
        }
    }
}
