"""C: what is said in a chat, a form, a reply: intent, buying signals with their places, and what to do about it."""
